import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { RedirectBucket } from '../constructs/redirect-bucket';
import { SecondaryBucket } from '../constructs/secondary-bucket';
import { SiteAlarms } from '../constructs/site-alarms';
import { replicationMetric } from '../constructs/site-metrics';
import { removalPolicyOf, type SiteStackProps } from './site-stack-props';

/** The secondary Region: the replica and the redirects that answer while the primary does not. */
export class SecondaryStack extends Stack {
  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);

    const { site } = props;
    const removalPolicy = removalPolicyOf(site);
    const { bucket } = new SecondaryBucket(this, 'SecondaryBucket', {
      hostName: site.domainName,
      indexDocument: site.indexDocument,
      errorDocument: site.errorDocument,
      removalPolicy,
    });

    const redirects = new Construct(this, 'Redirects');
    for (const hostName of [...site.alternateNames, ...site.retiredNames]) {
      new RedirectBucket(redirects, hostName, { hostName, targetHostName: site.domainName, removalPolicy });
    }

    const alarms = new SiteAlarms(this, 'Alarms', { domainName: site.domainName, email: site.alarmEmail });
    alarms.add('ReplicationLag', {
      problem: 'the secondary is more than 15 minutes behind the primary',
      metric: replicationMetric('ReplicationLatency', { ...site, secondaryBucketName: bucket.bucketName }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: Duration.minutes(15).toSeconds(),
      evaluationPeriods: 1,
      // S3 publishes it only while something is replicated
      treatMissingData: cloudwatch.TreatMissingData.IGNORE,
    });

    new CfnOutput(this, 'SecondaryBucketName', { value: bucket.bucketName });
    new CfnOutput(this, 'SecondaryUrl', {
      description: 'Test the secondary here, whatever DNS says',
      value: bucket.bucketWebsiteUrl,
    });
  }
}
