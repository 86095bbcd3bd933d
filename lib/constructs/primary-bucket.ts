import { type RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct, type IDependable } from 'constructs';
import { keptBucketProps } from './kept-bucket-props';
import { denyInsecureTransport } from './secure-transport';
import { REPLICATION_RULE_ID } from '../config/names';

export interface PrimaryBucketProps {
  /** Fixed once deployed. */
  readonly bucketName: string;

  /** Versioned bucket in another Region that gets a copy of every object; it must exist first. */
  readonly secondaryBucket: s3.IBucket;

  /**
   * Whether S3 promises replication within 15 minutes, priced per GB.
   *
   * @default false
   */
  readonly replicationTimeControl?: boolean;

  /** What happens to the bucket when it leaves the stack; `DESTROY` empties it first. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The private bucket behind CloudFront, replicated to the secondary.
 *
 * Only objects written after the rule are copied, and only while the role may copy them: let whatever writes objects
 * depend on `replication`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export class PrimaryBucket extends Construct {
  /** Private: its policy has to admit whoever reads it. */
  readonly bucket: s3.IBucket;

  /** Replication at work: the rule, and the role with its permissions. */
  readonly replication: IDependable;

  constructor(scope: Construct, id: string, props: PrimaryBucketProps) {
    super(scope, id);

    const role = new iam.Role(this, 'ReplicationRole', {
      // Named, because the rule of a bucket that is adopted after a failed first deployment still names the role of that
      // attempt: adoption changes no setting, and a generated name would be another one now.
      roleName: props.bucketName,
      description: `Replicates ${props.bucketName} to ${props.secondaryBucket.bucketName}`,
      assumedBy: new iam.ServicePrincipal('s3.amazonaws.com'),
    });
    const bucket = new s3.Bucket(this, 'Bucket', {
      ...keptBucketProps(props.removalPolicy),
      bucketName: props.bucketName,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      replicationRole: role,
      replicationRules: [
        {
          id: REPLICATION_RULE_ID,
          destination: props.secondaryBucket,
          priority: 1,
          deleteMarkerReplication: true,
          metrics: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
          replicationTimeControl: props.replicationTimeControl ? s3.ReplicationTimeValue.FIFTEEN_MINUTES : undefined,
        },
      ],
    });
    denyInsecureTransport(bucket);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
        resources: [bucket.bucketArn],
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
        resources: [props.secondaryBucket.arnForObjects('*')],
      }),
    );
    this.bucket = bucket;
    this.replication = role;
  }
}
