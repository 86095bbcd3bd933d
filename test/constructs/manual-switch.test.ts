import { Capture, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ManualSwitch } from '../../lib/constructs/manual-switch';
import healthCheckers from '../../lib/constructs/health-checker-ranges.json';
import { onlyId, testStack } from '../helpers';

const stack = testStack('us-west-2');
new ManualSwitch(stack, 'Switch', {
  bucket: new s3.Bucket(stack, 'Bucket', { bucketName: 'example.com' }),
  name: 'example.com: switch',
  failureThreshold: 3,
});
const template = Template.fromStack(stack);
const bucket = onlyId(template, 'AWS::S3::Bucket');

test('is unhealthy while its object can be read from the bucket', () => {
  template.hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      Inverted: true,
      FullyQualifiedDomainName: { 'Fn::GetAtt': [bucket, 'RegionalDomainName'] },
      ResourcePath: '/failover-switch',
      RequestInterval: 10,
      FailureThreshold: 3,
    },
    HealthCheckTags: [{ Key: 'Name', Value: 'example.com: switch' }],
  });
});

test('its object can be read by the health checkers alone, over TLS', () => {
  const ranges = new Capture();
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Sid: 'AllowHealthCheckers',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 's3:GetObject',
          Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucket, 'Arn'] }, '/failover-switch']] },
          Condition: { IpAddress: { 'aws:SourceIp': ranges }, Bool: { 'aws:SecureTransport': 'true' } },
        },
      ],
    },
  });
  expect(ranges.asArray()).toEqual(healthCheckers.ranges);
});

test('is not asked before the checkers are let in', () => {
  const [check] = Object.values(template.findResources('AWS::Route53::HealthCheck')) as { DependsOn?: string[] }[];
  expect(check?.DependsOn).toContain(onlyId(template, 'AWS::S3::BucketPolicy'));
});
