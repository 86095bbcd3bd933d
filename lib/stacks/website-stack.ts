import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ContentDelivery } from '../constructs/content-delivery';
import { DistributionHealthCheck } from '../constructs/distribution-health-check';
import { FailoverAlias } from '../constructs/failover-alias';
import { FailoverDecision } from '../constructs/failover-decision';
import { OriginHealthCheck } from '../constructs/origin-health-check';
import { PrimaryBucket } from '../constructs/primary-bucket';
import { PublishedContent } from '../constructs/published-content';
import { failedReplication } from '../constructs/replication-alarm';
import { SiteAlarms } from '../constructs/site-alarms';
import type { SecondaryStack } from './secondary-stack';
import { healthCheckSettings, hostedZoneOf, removalPolicyOf, type SiteStackProps } from './site-stack-props';

export interface WebsiteStackProps extends SiteStackProps {
  /** Certificate in us-east-1 for every name of the site. */
  readonly certificateArn: string;

  /** What answers at the secondary. */
  readonly secondary: SecondaryStack;
}

/** The primary Region: the bucket, CloudFront in front of it, what is published, and the records that fail over. */
export class WebsiteStack extends Stack {
  readonly distribution: cloudfront.IDistribution;

  /** Decides where DNS points. */
  readonly healthCheck: route53.IHealthCheck;

  /** Watches the primary bucket. */
  readonly originHealthCheck: route53.IHealthCheck;

  /** Watches CloudFront, in the mode `https`. */
  readonly distributionHealthCheck?: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: WebsiteStackProps) {
    super(scope, id, props);

    const { site, secondary } = props;
    const { mode } = site;
    const isHttps = site.secondaryEndpoint === 'https';
    const secondaryBucket = s3.Bucket.fromBucketAttributes(this, 'SecondaryBucket', {
      bucketName: site.secondaryBucketName,
      region: site.secondaryRegion,
    });
    const { bucket, replication } = new PrimaryBucket(this, 'PrimaryBucket', {
      bucketName: site.primaryBucketName,
      secondaryBucket,
      replicationTimeControl: site.replicationTimeControl,
      removalPolicy: removalPolicyOf(site),
    });
    const { distribution } = new ContentDelivery(this, 'Delivery', {
      ...site,
      bucket,
      replica: isHttps ? secondaryBucket : undefined,
      // that it changes with the switch is on purpose: see below
      comment: mode.usesSwitch && !isHttps ? `${site.domainName}, with a switch` : site.domainName,
      certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', props.certificateArn),
      ipv6: mode.hasIpv6,
      redirectsToHttps: mode.redirectsToHttps,
      strictTransportSecurity: mode.strictTransportSecurity,
    });
    const { path } = site.healthCheck;
    const origin = new OriginHealthCheck(this, 'OriginHealthCheck', {
      ...healthCheckSettings(site, site.domainName),
      bucket,
      path,
    });
    const content = new PublishedContent(this, 'Content', {
      bucket,
      distribution,
      replication,
      healthObjectKey: path.slice(1),
      contentPath: site.contentPath || undefined,
      ownHealthObject: site.content?.keys.includes(path.slice(1)),
    });
    // asked before the policy admits it and the object is there, a new check would find the primary unhealthy
    origin.node.addDependency(bucket, content);

    this.distribution = distribution;
    this.originHealthCheck = origin.healthCheck;
    if (isHttps) {
      const check = new DistributionHealthCheck(this, 'DistributionHealthCheck', {
        ...healthCheckSettings(site, `${site.domainName}: CloudFront`),
        distribution,
        path,
      });
      // asked before its object is there, a new check would find CloudFront unhealthy
      check.node.addDependency(content);
      this.distributionHealthCheck = check.healthCheck;
    }
    this.healthCheck = this.decision(props);

    const hostedZone = hostedZoneOf(this, site);
    const aliases = new Construct(this, 'Aliases');
    for (const hostName of [site.domainName, ...site.alternateNames]) {
      new FailoverAlias(aliases, hostName, {
        hostName,
        hostedZone,
        primary: distribution,
        healthCheck: this.healthCheck,
        secondary: secondary.targetOf(hostName),
        ipv6: isHttps,
      });
    }
    // nobody is sent to a site that is not there yet, or not readable
    aliases.node.addDependency(content, bucket);

    const alarms = new SiteAlarms(this, 'Alarms', { domainName: site.domainName, email: site.alarmEmail });
    alarms.add('FailedReplication', failedReplication(site));

    new CfnOutput(this, 'PrimaryBucketName', { value: bucket.bucketName });
    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
    new CfnOutput(this, 'PrimaryUrl', {
      description: 'Test the primary here, whatever DNS says',
      value: `https://${distribution.distributionDomainName}`,
    });
    new CfnOutput(this, 'HealthCheckId', { value: this.healthCheck.healthCheckId });
    if (this.healthCheck !== this.originHealthCheck) {
      new CfnOutput(this, 'OriginHealthCheckId', { value: this.originHealthCheck.healthCheckId });
    }
  }

  /** What the records go by. */
  private decision({ site, secondary }: WebsiteStackProps): route53.IHealthCheck {
    // CloudFront serves the replica when the primary bucket is lost: DNS moves only when CloudFront is
    const primaryCheck = this.distributionHealthCheck ?? this.originHealthCheck;
    if (!site.mode.usesSwitch || !secondary.switchCheck) {
      return primaryCheck;
    }
    const decision = new FailoverDecision(this, 'Decision', {
      name: `${site.domainName}: decision`,
      primaryCheck,
      switchCheck: secondary.switchCheck,
    });
    // a new switch is unhealthy until it has been asked, which it is while CloudFront takes a change (minutes)
    decision.node.addDependency(this.distribution);
    return decision.healthCheck;
  }
}
