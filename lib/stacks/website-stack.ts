import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { websiteEndpoint } from '../config/regions';
import { ContentDelivery } from '../constructs/content-delivery';
import { FailoverAlias } from '../constructs/failover-alias';
import { OriginHealthCheck } from '../constructs/origin-health-check';
import { PrimaryBucket } from '../constructs/primary-bucket';
import { PublishedContent } from '../constructs/published-content';
import { SiteAlarms } from '../constructs/site-alarms';
import { replicationMetric } from '../constructs/site-metrics';
import { removalPolicyOf, type SiteStackProps } from './site-stack-props';

export interface WebsiteStackProps extends SiteStackProps {
  /** Certificate in us-east-1 for every name of the site. */
  readonly certificateArn: string;
}

/** The primary Region: the bucket, CloudFront in front of it, what is published, and the records that fail over. */
export class WebsiteStack extends Stack {
  readonly distribution: cloudfront.IDistribution;
  readonly healthCheck: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: WebsiteStackProps) {
    super(scope, id, props);

    const { site } = props;
    const { bucket, replication } = new PrimaryBucket(this, 'PrimaryBucket', {
      bucketName: site.primaryBucketName,
      secondaryBucket: s3.Bucket.fromBucketName(this, 'SecondaryBucket', site.domainName),
      replicationTimeControl: site.replicationTimeControl,
      removalPolicy: removalPolicyOf(site),
    });
    const { distribution } = new ContentDelivery(this, 'Delivery', {
      ...site,
      bucket,
      certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', props.certificateArn),
    });
    const { healthCheck } = new OriginHealthCheck(this, 'OriginHealthCheck', {
      bucket,
      name: site.domainName,
      path: site.healthCheck.path,
      interval: Duration.seconds(site.healthCheck.intervalSeconds),
      failureThreshold: site.healthCheck.failureThreshold,
    });
    const content = new PublishedContent(this, 'Content', {
      bucket,
      distribution,
      replication,
      healthObjectKey: site.healthCheck.path.slice(1),
      contentPath: site.contentPath || undefined,
      ownHealthObject: site.content?.keys.includes(site.healthCheck.path.slice(1)),
    });
    // asked before the policy admits it and the object is there, a new check would find the primary unhealthy
    healthCheck.node.addDependency(bucket, content);
    this.distribution = distribution;
    this.healthCheck = healthCheck;

    const hostedZone = route53.HostedZone.fromHostedZoneAttributes(this, 'HostedZone', {
      hostedZoneId: site.hostedZoneId,
      zoneName: site.hostedZoneName,
    });
    const aliases = new Construct(this, 'Aliases');
    for (const hostName of [site.domainName, ...site.alternateNames]) {
      new FailoverAlias(aliases, hostName, {
        hostName,
        hostedZone,
        primary: distribution,
        healthCheck,
        secondary: websiteEndpoint(site.secondaryRegion),
      });
    }
    // nobody is sent to a site that is not there yet, or not readable
    aliases.node.addDependency(content, bucket);

    const alarms = new SiteAlarms(this, 'Alarms', { domainName: site.domainName, email: site.alarmEmail });
    alarms.add('FailedReplication', {
      problem: 'objects could not be copied to the secondary',
      metric: replicationMetric('OperationsFailedReplication', { ...site, secondaryBucketName: site.domainName }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      // S3 publishes it only while something is replicated
      treatMissingData: cloudwatch.TreatMissingData.IGNORE,
    });

    new CfnOutput(this, 'PrimaryBucketName', { value: bucket.bucketName });
    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
    new CfnOutput(this, 'PrimaryUrl', {
      description: 'Test the primary here, whatever DNS says',
      value: `https://${distribution.distributionDomainName}`,
    });
    new CfnOutput(this, 'HealthCheckId', { value: healthCheck.healthCheckId });
  }
}
