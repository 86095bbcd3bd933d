import { BlockList } from 'node:net';
import { Duration } from 'aws-cdk-lib';
import { Capture, Match, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { OriginHealthCheck, type OriginHealthCheckProps } from '../../lib/constructs/origin-health-check';
import { onlyId, testStack } from '../helpers';
import healthCheckers from '../../lib/constructs/health-checker-ranges.json';

function template(props: Partial<OriginHealthCheckProps> = {}, region = 'us-east-2'): Template {
  const stack = testStack(region);
  new OriginHealthCheck(stack, 'OriginHealthCheck', {
    bucket: new s3.Bucket(stack, 'Bucket'),
    path: '/status/ok.txt',
    interval: Duration.seconds(10),
    failureThreshold: 3,
    name: 'example.com',
    ...props,
  });
  return Template.fromStack(stack);
}

test.each(['us-east-1', 'us-east-2'])("watches the bucket's own Regional S3 hostname in %s", (region) => {
  const synthesized = template({}, region);
  synthesized.hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      Port: 443,
      EnableSNI: true,
      FullyQualifiedDomainName: { 'Fn::GetAtt': [onlyId(synthesized, 'AWS::S3::Bucket'), 'RegionalDomainName'] },
      ResourcePath: '/status/ok.txt',
      RequestInterval: 10,
      FailureThreshold: 3,
      Inverted: false,
    },
    HealthCheckTags: [{ Key: 'Name', Value: 'example.com' }],
  });
});

test('takes another interval and threshold', () => {
  template({ interval: Duration.seconds(30), failureThreshold: 10 }).hasResourceProperties(
    'AWS::Route53::HealthCheck',
    {
      HealthCheckConfig: Match.objectLike({ RequestInterval: 30, FailureThreshold: 10 }),
    },
  );
});

test("lets the checkers' addresses, and no other, read that one object over TLS", () => {
  const synthesized = template();
  const ranges = new Capture();
  synthesized.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Sid: 'AllowHealthCheckers',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 's3:GetObject',
          Resource: {
            'Fn::Join': ['', [{ 'Fn::GetAtt': [onlyId(synthesized, 'AWS::S3::Bucket'), 'Arn'] }, '/status/ok.txt']],
          },
          Condition: { IpAddress: { 'aws:SourceIp': ranges }, Bool: { 'aws:SecureTransport': 'true' } },
        },
      ],
    },
  });
  expect(ranges.asArray()).toEqual(healthCheckers.ranges);
});

describe('the published ranges', () => {
  test('have a date and a source', () => {
    expect(healthCheckers.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(healthCheckers.source).toContain('https://ip-ranges.amazonaws.com/ip-ranges.json');
  });

  test('are IPv4 networks, none so broad that S3 would call the policy public', () => {
    expect(healthCheckers.ranges.length).toBeGreaterThanOrEqual(8);
    for (const range of healthCheckers.ranges) {
      const [address = '', bits] = range.split('/');
      new BlockList().addSubnet(address, Number(bits), 'ipv4');
      expect(Number(bits)).toBeGreaterThanOrEqual(8);
    }
  });

  test('are each there once', () => {
    expect(new Set(healthCheckers.ranges).size).toBe(healthCheckers.ranges.length);
  });
});
