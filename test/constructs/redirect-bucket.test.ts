import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RedirectBucket } from '../../lib/constructs/redirect-bucket';
import { testStack } from '../helpers';

function template(removalPolicy = RemovalPolicy.RETAIN): Template {
  const stack = testStack('us-west-2');
  new RedirectBucket(stack, 'Redirect', {
    hostName: 'www.example.com',
    targetHostName: 'example.com',
    removalPolicy,
  });
  return Template.fromStack(stack);
}

test("is named like the alternate name and sends visitors to the site's own, in their own protocol", () => {
  template().hasResourceProperties('AWS::S3::Bucket', {
    BucketName: 'www.example.com',
    WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'example.com' } },
  });
});

test('is private, and no policy stands in the way of plain HTTP', () => {
  template().hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  template().resourceCountIs('AWS::S3::BucketPolicy', 0);
});

test('outlives its stack, so that no stranger can claim its name, unless it is a trial', () => {
  template().hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  template(RemovalPolicy.DESTROY).hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
});
