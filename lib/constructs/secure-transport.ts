import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Refuses plain HTTP to everyone but CloudFront, which asks S3 in the protocol of its visitor.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html
 */
export function denyInsecureTransport(bucket: s3.IBucket): void {
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'DenyInsecureTransport',
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:*'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      conditions: {
        Bool: { 'aws:SecureTransport': 'false' },
        StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' },
      },
    }),
  );
}
