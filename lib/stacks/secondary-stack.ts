import { CfnDeletionPolicy, CfnOutput, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { isBucketName } from '../config/host-names';
import { websiteEndpoint, type AliasTarget } from '../config/regions';
import { ManualSwitch } from '../constructs/manual-switch';
import { RedirectBucket } from '../constructs/redirect-bucket';
import { replicationLag } from '../constructs/replication-alarm';
import { SecondaryBucket } from '../constructs/secondary-bucket';
import { SecondaryEndpoint } from '../constructs/secondary-endpoint';
import { SecondaryEndpointFunction } from '../constructs/secondary-endpoint-function';
import { securityHeaders } from '../constructs/security-headers';
import { SiteAlarms } from '../constructs/site-alarms';
import { SiteCertificate } from '../constructs/site-certificate';
import { endpointMetric } from '../constructs/site-metrics';
import type { Site } from '../site-config';
import { hostedZoneOf, removalPolicyOf, type SiteStackProps } from './site-stack-props';

/** The secondary Region: the replica, what answers while the primary does not, and the operator's switch. */
export class SecondaryStack extends Stack {
  /** Unhealthy while the operator's switch is engaged. */
  readonly switchCheck?: route53.IHealthCheck;

  private readonly endpoint?: SecondaryEndpoint;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SiteStackProps,
  ) {
    super(scope, id, props);

    const { site } = props;
    const { mode } = site;
    const removalPolicy = removalPolicyOf(site);
    const { bucket } = new SecondaryBucket(this, 'SecondaryBucket', {
      bucketName: site.secondaryBucketName,
      website: mode.hasWebsiteEndpoint ? site : undefined,
      readByDistributions: mode.hasHttpsEndpoint,
      removalPolicy,
    });

    const redirects = new Construct(this, 'Redirects');
    for (const hostName of otherNames(site).filter(isBucketName)) {
      new RedirectBucket(redirects, hostName, { hostName, targetHostName: site.domainName, removalPolicy });
    }

    if (mode.hasSwitch) {
      const { healthCheck } = new ManualSwitch(this, 'Switch', {
        name: `${site.domainName}: switch`,
        failureThreshold: site.healthCheck.failureThreshold,
        bucket,
      });
      this.switchCheck = healthCheck;
    }
    const alarms = new SiteAlarms(this, 'Alarms', { domainName: site.domainName, email: site.alarmEmail });
    alarms.add('ReplicationLag', replicationLag({ ...site, secondaryBucketName: bucket.bucketName }));
    if (mode.hasHttpsEndpoint) {
      const endpoint = this.httpsEndpoint(site, bucket);
      alarms.add('EndpointErrors', {
        problem: 'the HTTPS endpoint of the secondary answers more than 10 requests a minute with a server error',
        metric: endpointMetric('5xx', endpoint.api),
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold: 10,
        evaluationPeriods: 3,
        // nobody asks it while the primary is well
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      // a new switch is unhealthy until it has been asked: the certificate that this waits for takes longer
      endpoint.node.addDependency(...(this.switchCheck ? [this.switchCheck] : []));
      this.endpoint = endpoint;
    }

    new CfnOutput(this, 'SecondaryBucketName', { value: bucket.bucketName });
    new CfnOutput(this, 'SecondaryUrl', {
      description: 'Test the secondary here, whatever DNS says',
      value: site.secondaryEndpoint === 'https' && this.endpoint ? this.endpoint.url : bucket.bucketWebsiteUrl,
    });
  }

  /** What answers for a host of the site when the primary does not. */
  targetOf(hostName: string): AliasTarget {
    const { secondaryEndpoint, secondaryRegion } = this.props.site;
    return secondaryEndpoint === 'https' && this.endpoint
      ? this.endpoint.targetOf(hostName)
      : websiteEndpoint(secondaryRegion);
  }

  private httpsEndpoint(site: Site, bucket: s3.IBucket): SecondaryEndpoint {
    const hostNames = [site.domainName, ...otherNames(site)];
    const { function: handler } = new SecondaryEndpointFunction(this, 'Function', {
      ...site,
      bucket,
      securityHeaders: securityHeaders(site.mode.strictTransportSecurity),
    });
    return new SecondaryEndpoint(this, 'Endpoint', {
      hostNames,
      handler,
      certificate: site.secondaryCertificateArn
        ? acm.Certificate.fromCertificateArn(this, 'Certificate', site.secondaryCertificateArn)
        : new SiteCertificate(this, 'Certificate', {
            hostNames,
            hostedZone: hostedZoneOf(this, site),
            deletionPolicy: CfnDeletionPolicy.RETAIN,
          }).certificate,
    });
  }
}

/** Names that lead to the site's own, and those that did until this deployment. */
function otherNames({ alternateNames, retiredNames }: Site): string[] {
  return [...alternateNames, ...retiredNames];
}
