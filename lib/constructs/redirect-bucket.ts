import { type RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface RedirectBucketProps {
  /** Alternate name that the bucket answers for, and so its own name. */
  readonly hostName: string;

  /** Host that visitors are sent to, path kept. */
  readonly targetHostName: string;

  /** What happens to the bucket when it leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * An empty, private bucket whose website endpoint sends an alternate name's visitors to the site's own name.
 *
 * It has no policy: there is nothing to read, and one that demanded TLS could stand in the way of plain HTTP.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html
 */
export class RedirectBucket extends Construct {
  constructor(scope: Construct, id: string, props: RedirectBucketProps) {
    super(scope, id);

    new s3.Bucket(this, 'Bucket', {
      bucketName: props.hostName,
      // no protocol: visitors keep theirs; forced to https they would find nothing listening
      websiteRedirect: { hostName: props.targetHostName },
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: props.removalPolicy,
    });
  }
}
