import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import cdkJson from '../../../cdk.json';

test('a bucket keeps the versions of its objects', () => {
  const stack = new Stack(new App({ context: cdkJson.context }), 'Baseline', {
    env: { account: '123456789012', region: 'us-east-1' },
  });
  new s3.Bucket(stack, 'Bucket', { versioned: true });
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    VersioningConfiguration: { Status: 'Enabled' },
  });
});
