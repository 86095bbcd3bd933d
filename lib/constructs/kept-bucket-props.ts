import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { OLD_VERSIONS_KEPT_DAYS } from '../config/old-versions';

/**
 * What the primary and the secondary bucket have in common: old versions are kept and end some day, objects are
 * encrypted so that anonymous readers can read them (SSE-S3; KMS refuses them), and the bucket outlives its stack
 * unless `removalPolicy` is `DESTROY`, which empties and deletes it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html
 */
export function keptBucketProps(removalPolicy: RemovalPolicy): s3.BucketProps {
  return {
    versioned: true,
    encryption: s3.BucketEncryption.S3_MANAGED,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [
      {
        id: 'EndOldVersions',
        noncurrentVersionExpiration: Duration.days(OLD_VERSIONS_KEPT_DAYS),
        expiredObjectDeleteMarker: true,
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
    ],
    removalPolicy,
    autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
  };
}
