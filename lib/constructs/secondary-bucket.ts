import { Stack, type RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keptBucketProps } from './kept-bucket-props';
import { denyInsecureTransport } from './secure-transport';

export interface SecondaryBucketProps {
  /** Fixed once deployed. With a `website`, the host: S3 finds a website's bucket by the Host header. */
  readonly bucketName: string;

  /**
   * Makes the bucket public and gives it a website endpoint: which documents that serves.
   *
   * @default - the bucket is private
   */
  readonly website?: {
    /** File name served for a directory. */
    readonly indexDocument: string;
    /** Key of the page served for a missing one. */
    readonly errorDocument: string;
  };

  /** Whether the account's distributions may read and list it: the bucket cannot know which of them is the site's. */
  readonly readByDistributions: boolean;

  /** What happens to the bucket when it leaves the stack; `DESTROY` empties it first. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The replica, which answers visitors when the primary does not.
 *
 * It has the same logical id whoever reads it, so that a deployed site can change how it is read.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export class SecondaryBucket extends Construct {
  /** With a website endpoint, everyone may read its objects: that endpoint reads as nobody. */
  readonly bucket: s3.IBucket;

  constructor(scope: Construct, id: string, props: SecondaryBucketProps) {
    super(scope, id);

    const bucket = new s3.Bucket(this, 'Bucket', {
      ...keptBucketProps(props.removalPolicy),
      bucketName: props.bucketName,
      ...(props.website
        ? {
            websiteIndexDocument: props.website.indexDocument,
            websiteErrorDocument: props.website.errorDocument,
            // ACLs stay blocked: only the bucket policy makes objects public
            blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
            publicReadAccess: true,
          }
        : { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL }),
    });
    if (!props.website) {
      denyInsecureTransport(bucket);
    }
    if (props.readByDistributions) {
      admitDistributions(bucket);
    }
    this.bucket = bucket;
  }
}

/**
 * Admits every distribution of the account: naming one here and this bucket there would be a circle of stacks.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
function admitDistributions(bucket: s3.Bucket): void {
  const statement = (sid: string, action: string, resource: string) =>
    new iam.PolicyStatement({
      sid,
      principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
      actions: [action],
      resources: [resource],
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${Stack.of(bucket).account}:distribution/*` },
      },
    });
  bucket.addToResourcePolicy(statement('AllowDistributionsToRead', 's3:GetObject', bucket.arnForObjects('*')));
  // else a missing page would be a 403
  bucket.addToResourcePolicy(statement('AllowDistributionsToList', 's3:ListBucket', bucket.bucketArn));
}
