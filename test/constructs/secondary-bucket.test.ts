import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecondaryBucket, type SecondaryBucketProps } from '../../lib/constructs/secondary-bucket';
import { onlyId, testStack } from '../helpers';

function template(removalPolicy = RemovalPolicy.RETAIN, settings: Partial<SecondaryBucketProps> = {}): Template {
  const stack = testStack('us-west-2');
  new SecondaryBucket(stack, 'SecondaryBucket', {
    bucketName: 'example.com',
    website: { indexDocument: 'index.html', errorDocument: '404.html' },
    readByDistributions: false,
    removalPolicy,
    ...settings,
  });
  return Template.fromStack(stack);
}

test('is named like the host and serves a website', () => {
  template().hasResourceProperties('AWS::S3::Bucket', {
    BucketName: 'example.com',
    WebsiteConfiguration: { IndexDocument: 'index.html', ErrorDocument: '404.html' },
  });
});

test('lets everyone read its objects and do nothing else', () => {
  const synthesized = template();
  const id = onlyId(synthesized, 'AWS::S3::Bucket');
  synthesized.hasResourceProperties('AWS::S3::BucketPolicy', {
    Bucket: { Ref: id },
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 's3:GetObject',
          Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, '/*']] },
        },
      ],
    },
  });
  synthesized.hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    },
  });
});

test('answers over plain HTTP: no statement demands TLS', () => {
  expect(JSON.stringify(template().findResources('AWS::S3::BucketPolicy'))).not.toContain('aws:SecureTransport');
});

test('keeps old versions as the primary does, so that it can be replicated to', () => {
  template().hasResourceProperties('AWS::S3::Bucket', {
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: {
      Rules: [Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' })],
    },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
});

test('outlives its stack, unless it is a trial: then it is emptied and deleted', () => {
  template().hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  template().resourceCountIs('Custom::S3AutoDeleteObjects', 0);

  const trial = template(RemovalPolicy.DESTROY);
  trial.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  trial.hasResourceProperties('Custom::S3AutoDeleteObjects', { BucketName: { Ref: onlyId(trial, 'AWS::S3::Bucket') } });
});

describe('without a website', () => {
  const synthesized = template(RemovalPolicy.RETAIN, { website: undefined, readByDistributions: true });
  const website = template();

  test('is the same resource, so that a deployed site can change how it is read', () => {
    expect(onlyId(synthesized, 'AWS::S3::Bucket')).toBe(onlyId(website, 'AWS::S3::Bucket'));
  });

  test('is private', () => {
    synthesized.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: 'example.com',
      WebsiteConfiguration: Match.absent(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test("admits the account's distributions, and refuses plain HTTP to all others", () => {
    const bucket = { 'Fn::GetAtt': [onlyId(synthesized, 'AWS::S3::Bucket'), 'Arn'] };
    const objects = { 'Fn::Join': ['', [bucket, '/*']] };
    const distributions = {
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/*' } },
    };
    synthesized.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Sid: 'DenyInsecureTransport',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 's3:*',
            Resource: [bucket, objects],
            Condition: {
              Bool: { 'aws:SecureTransport': 'false' },
              StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' },
            },
          },
          { ...distributions, Sid: 'AllowDistributionsToRead', Action: 's3:GetObject', Resource: objects },
          { ...distributions, Sid: 'AllowDistributionsToList', Action: 's3:ListBucket', Resource: bucket },
        ],
      },
    });
  });
});
