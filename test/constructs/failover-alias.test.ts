import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { websiteEndpoint } from '../../lib/config/regions';
import { FailoverAlias } from '../../lib/constructs/failover-alias';
import { onlyId, testStack } from '../helpers';

function template(secondaryRegion = 'us-west-2', ipv6?: boolean): Template {
  const stack = testStack('us-east-1');
  new FailoverAlias(stack, 'Alias', {
    hostName: 'www.example.com',
    hostedZone: route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z0123456789EXAMPLE',
      zoneName: 'example.com',
    }),
    primary: cloudfront.Distribution.fromDistributionAttributes(stack, 'Distribution', {
      distributionId: 'E1',
      domainName: 'd1.cloudfront.net',
    }),
    healthCheck: route53.HealthCheck.fromHealthCheckId(stack, 'HealthCheck', 'check-1'),
    secondary: websiteEndpoint(secondaryRegion),
    ipv6,
  });
  return Template.fromStack(stack);
}

const record = (failover: string) => Match.objectLike({ Failover: failover });

test('is two A records of the same name, told apart by their identifiers', () => {
  const records = Object.values(template().findResources('AWS::Route53::RecordSet')) as {
    Properties: Record<string, unknown>;
  }[];
  expect(records.map(({ Properties: { Name, Type, HostedZoneId } }) => [Name, Type, HostedZoneId])).toEqual([
    ['www.example.com', 'A', 'Z0123456789EXAMPLE'],
    ['www.example.com', 'A', 'Z0123456789EXAMPLE'],
  ]);
  expect(records.map(({ Properties: { Failover, SetIdentifier } }) => [Failover, SetIdentifier])).toEqual([
    ['PRIMARY', 'primary'],
    ['SECONDARY', 'secondary'],
  ]);
});

test('PRIMARY points at CloudFront, tied to the health check, without EvaluateTargetHealth', () => {
  template().hasResourceProperties('AWS::Route53::RecordSet', {
    Failover: 'PRIMARY',
    HealthCheckId: 'check-1',
    AliasTarget: { DNSName: 'd1.cloudfront.net', HostedZoneId: 'Z2FDTNDATAQYW2', EvaluateTargetHealth: false },
  });
});

test.each([
  ['us-west-2', 's3-website-us-west-2.amazonaws.com', 'Z3BJ6K6RIION7M'],
  ['eu-central-1', 's3-website.eu-central-1.amazonaws.com', 'Z21DNDUVLTQW6Q'],
])("SECONDARY points at the website endpoint of its own Region, not the stack's: %s", (region, host, zone) => {
  template(region).hasResourceProperties('AWS::Route53::RecordSet', {
    Failover: 'SECONDARY',
    HealthCheckId: Match.absent(),
    AliasTarget: { DNSName: host, HostedZoneId: zone, EvaluateTargetHealth: false },
  });
});

test('SECONDARY is made after PRIMARY, because alone it would be answered', () => {
  const synthesized = template();
  const primary = onlyId(synthesized, 'AWS::Route53::RecordSet', { Properties: record('PRIMARY') });
  synthesized.hasResource('AWS::Route53::RecordSet', { Properties: record('SECONDARY'), DependsOn: [primary] });
});

test('is refused for a Region without a website endpoint known to CDK', () => {
  expect(() => template('mx-central-1')).toThrow(
    'secondaryRegion must have an S3 website endpoint known to CDK, got: mx-central-1',
  );
});

test('with IPv6 has a pair of AAAA records that lead where the others do', () => {
  const synthesized = template('us-west-2', true);
  const leads = (type: string) =>
    Object.values(synthesized.findResources('AWS::Route53::RecordSet', { Properties: { Type: type } })).map((found) => {
      const { Type, ...properties } = (found as { Properties: { Type: string } }).Properties;
      return { ...properties, is: Type === type };
    });
  expect(leads('A')).toHaveLength(2);
  expect(leads('AAAA')).toEqual(leads('A'));
});
