import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import healthCheckers from './health-checker-ranges.json';

/**
 * Lets Route 53's checkers, and nobody else, read one object over TLS.
 *
 * The bucket stays private. A statement for everyone is not public while it is bound to fixed address ranges, so all
 * four block-public-access switches stay on.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function admitHealthCheckers(bucket: s3.IBucket, key: string): void {
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'AllowHealthCheckers',
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects(key)],
      conditions: {
        IpAddress: { 'aws:SourceIp': healthCheckers.ranges },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    }),
  );
}
