import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Capture, Match, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { PrimaryBucket, type PrimaryBucketProps } from '../../lib/constructs/primary-bucket';
import { onlyId, testStack } from '../helpers';

function template(props: Partial<PrimaryBucketProps> = {}): Template {
  const stack: Stack = testStack();
  new PrimaryBucket(stack, 'PrimaryBucket', {
    bucketName: 'primary',
    secondaryBucket: s3.Bucket.fromBucketName(stack, 'SecondaryBucket', 'example.com'),
    removalPolicy: RemovalPolicy.RETAIN,
    ...props,
  });
  return Template.fromStack(stack);
}

const bucket = (matcher: object) => Match.objectLike({ BucketName: 'primary', ...matcher });

test('is closed to the public, all four switches', () => {
  template().hasResourceProperties(
    'AWS::S3::Bucket',
    bucket({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
});

test('is read over TLS only, but by CloudFront, which asks in the protocol of its visitor', () => {
  template().hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Condition: {
            Bool: { 'aws:SecureTransport': 'false' },
            StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' },
          },
        }),
      ]),
    },
  });
});

test('keeps old versions, and ends them some day', () => {
  template().hasResourceProperties(
    'AWS::S3::Bucket',
    bucket({
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'EndOldVersions',
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            ExpiredObjectDeleteMarker: true,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
  );
});

test('is encrypted so that anonymous health checkers can read: not with KMS', () => {
  template().hasResourceProperties(
    'AWS::S3::Bucket',
    bucket({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  );
});

test('copies every object and every deletion to the secondary, and says how far it is', () => {
  const role = new Capture();
  const synthesized = template();
  synthesized.hasResourceProperties(
    'AWS::S3::Bucket',
    bucket({
      ReplicationConfiguration: {
        Role: { 'Fn::GetAtt': [role, 'Arn'] },
        Rules: [
          {
            Id: 'ReplicateToSecondary',
            Status: 'Enabled',
            Priority: 1,
            Filter: { Prefix: '' },
            DeleteMarkerReplication: { Status: 'Enabled' },
            Destination: { Bucket: 'arn:aws:s3:::example.com', Metrics: { Status: 'Enabled' } },
          },
        ],
      },
    }),
  );
  expect(role.asString()).toBe(onlyId(synthesized, 'AWS::IAM::Role'));
});

test('has replication time control when asked for', () => {
  template({ replicationTimeControl: true }).hasResourceProperties(
    'AWS::S3::Bucket',
    bucket({
      ReplicationConfiguration: {
        Rules: [
          Match.objectLike({
            Destination: {
              Bucket: 'arn:aws:s3:::example.com',
              ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
              Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
            },
          }),
        ],
      },
    }),
  );
});

test('replicates by a role that may do that and nothing else', () => {
  const synthesized = template();
  const bucketArn = { 'Fn::GetAtt': [onlyId(synthesized, 'AWS::S3::Bucket'), 'Arn'] };
  synthesized.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'primary',
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 's3.amazonaws.com' } }],
    },
    ManagedPolicyArns: Match.absent(),
  });
  synthesized.hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: onlyId(synthesized, 'AWS::IAM::Role') }],
    PolicyDocument: {
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: bucketArn },
        {
          Effect: 'Allow',
          Action: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
          Resource: { 'Fn::Join': ['', [bucketArn, '/*']] },
        },
        {
          Effect: 'Allow',
          Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
          Resource: 'arn:aws:s3:::example.com/*',
        },
      ],
    },
  });
  synthesized.resourceCountIs('AWS::IAM::Policy', 1);
});

test('outlives its stack, unless it is a trial: then it is emptied and deleted', () => {
  template().hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  template().resourceCountIs('Custom::S3AutoDeleteObjects', 0);

  const trial = template({ removalPolicy: RemovalPolicy.DESTROY });
  trial.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  trial.hasResourceProperties('Custom::S3AutoDeleteObjects', {
    BucketName: { Ref: onlyId(trial, 'AWS::S3::Bucket') },
  });
});
