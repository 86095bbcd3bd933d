import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecondaryBucket } from '../../lib/constructs/secondary-bucket';
import { onlyId, testStack } from '../helpers';

function template(removalPolicy = RemovalPolicy.RETAIN): Template {
  const stack = testStack('us-west-2');
  new SecondaryBucket(stack, 'SecondaryBucket', {
    hostName: 'example.com',
    indexDocument: 'index.html',
    errorDocument: '404.html',
    removalPolicy,
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
