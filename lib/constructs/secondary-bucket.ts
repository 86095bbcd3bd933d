import { type RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keptBucketProps } from './kept-bucket-props';

export interface SecondaryBucketProps {
  /** Host that the bucket answers for: S3 finds a website's bucket by the Host header, so it is the bucket's name. */
  readonly hostName: string;

  /** File name served for a directory. */
  readonly indexDocument: string;

  /** Key of the page served for a missing one. */
  readonly errorDocument: string;

  /** What happens to the bucket when it leaves the stack; `DESTROY` empties it first. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The replica that answers visitors itself when DNS points at it: public, because a website endpoint reads as nobody.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export class SecondaryBucket extends Construct {
  /** Public: everyone may read its objects. */
  readonly bucket: s3.IBucket;

  constructor(scope: Construct, id: string, props: SecondaryBucketProps) {
    super(scope, id);

    this.bucket = new s3.Bucket(this, 'Bucket', {
      ...keptBucketProps(props.removalPolicy),
      bucketName: props.hostName,
      websiteIndexDocument: props.indexDocument,
      websiteErrorDocument: props.errorDocument,
      // ACLs stay blocked: only the bucket policy makes objects public
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
      publicReadAccess: true,
    });
  }
}
