import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { OriginGroup, S3BucketOrigin, type S3BucketOriginWithOACProps } from 'aws-cdk-lib/aws-cloudfront-origins';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { ORIGIN_PATIENCE } from '../config/origin-patience';

const READ_AND_LIST: S3BucketOriginWithOACProps = {
  originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
};

/** A bucket that CloudFront signs its requests to. */
export function bucketOrigin(bucket: s3.IBucket): cloudfront.IOrigin {
  return S3BucketOrigin.withOriginAccessControl(bucket, READ_AND_LIST);
}

/**
 * The primary bucket, and its replica for every request that the primary fails.
 *
 * CloudFront remembers nothing: each request tries the primary first, once and not for long.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
export function replicatedOrigin(primary: s3.IBucket, replica: s3.IBucket): cloudfront.IOrigin {
  return new OriginGroup({
    primaryOrigin: S3BucketOrigin.withOriginAccessControl(primary, {
      ...READ_AND_LIST,
      connectionAttempts: 1,
      connectionTimeout: Duration.seconds(ORIGIN_PATIENCE.connectSeconds),
    }),
    fallbackOrigin: bucketOrigin(replica),
    // failed connections count with 503, timeouts with 504
    fallbackStatusCodes: [500, 502, 503, 504],
  });
}

/**
 * Shortens how long a distribution waits for the answer of its first origin, which is 30 seconds for S3.
 *
 * `S3BucketOrigin` has no property for it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-s3originconfig.html
 */
export function shortenResponseTimeout(distribution: cloudfront.Distribution): void {
  const resource = distribution.node.defaultChild as cloudfront.CfnDistribution;
  resource.addPropertyOverride(
    'DistributionConfig.Origins.0.S3OriginConfig.OriginReadTimeout',
    ORIGIN_PATIENCE.responseSeconds,
  );
}
