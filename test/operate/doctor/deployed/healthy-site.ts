import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CloudFrontClient,
  GetDistributionCommand,
  GetResponseHeadersPolicyCommand,
  type Distribution,
} from '@aws-sdk/client-cloudfront';
import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourceCommand,
  Route53Client,
  type HealthCheckConfig,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import {
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
  type ReplicationRule,
} from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import ranges from '../../../../lib/constructs/health-checker-ranges.json';
import type { Template } from '../../../../lib/rules/assembly/assembly-source';
import { exampleSite } from '../../../helpers';

export const EMAIL = 'alarms@example.com';
export const CHECK_ID = 'abcdef11-2222-3333-4444-555555fedcba';
export const DISTRIBUTION_HOST = 'd111111abcdef8.cloudfront.net';
export const WEBSITE_HOST = 's3-website-us-west-2.amazonaws.com';
export const SITE = exampleSite({ alarmEmail: EMAIL });
export const PRIMARY_BUCKET = SITE.primaryBucketName;

const REGIONS = { Secondary: 'us-west-2', Website: 'us-east-2', Monitoring: 'us-east-1' };

export function stackNamed(role: string): string {
  return `site-example-com-${role}`;
}

export function topicOf(role: keyof typeof REGIONS): string {
  return `arn:aws:sns:${REGIONS[role]}:123456789012:${stackNamed(role)}-Topic`;
}

export const HEALTH_CHECK: HealthCheckConfig = {
  Type: 'HTTPS',
  FullyQualifiedDomainName: `${PRIMARY_BUCKET}.s3.us-east-2.amazonaws.com`,
  ResourcePath: '/health.txt',
  RequestInterval: 10,
  FailureThreshold: 3,
  Inverted: false,
  Disabled: false,
};

export function pairOf(name: string): ResourceRecordSet[] {
  const alias = (role: 'PRIMARY' | 'SECONDARY', DNSName: string, HostedZoneId: string): ResourceRecordSet => ({
    Name: `${name}.`,
    Type: 'A',
    SetIdentifier: role.toLowerCase(),
    Failover: role,
    AliasTarget: { DNSName: `${DNSName}.`, HostedZoneId, EvaluateTargetHealth: false },
  });
  return [
    { ...alias('PRIMARY', DISTRIBUTION_HOST, 'Z2FDTNDATAQYW2'), HealthCheckId: CHECK_ID },
    alias('SECONDARY', WEBSITE_HOST, 'Z3BJ6K6RIION7M'),
  ];
}

/** What so many checkers of two Regions say. */
export function observations(passing: number, failing: number, reason = 'Failure: HTTP Status Code 403, Forbidden') {
  const CheckedTime = new Date('2026-11-25T11:59:50Z');
  return Array.from({ length: passing + failing }, (_, index) => ({
    Region: index % 2 === 0 ? ('us-east-1' as const) : ('eu-west-1' as const),
    IPAddress: `54.0.0.${index}`,
    StatusReport: {
      Status: `${index < passing ? 'Success: HTTP Status Code 200, OK' : reason}. Resolved IP: 52.219.0.${index}`,
      CheckedTime,
    },
  }));
}

export const DISTRIBUTION: Distribution = {
  Id: 'E123',
  ARN: 'arn:aws:cloudfront::123456789012:distribution/E123',
  Status: 'Deployed',
  LastModifiedTime: new Date('2026-11-01T00:00:00Z'),
  InProgressInvalidationBatches: 0,
  DomainName: DISTRIBUTION_HOST,
  DistributionConfig: {
    CallerReference: 'one',
    Comment: 'example.com',
    Enabled: true,
    Aliases: { Quantity: 2, Items: ['example.com', 'www.example.com'] },
    Origins: { Quantity: 0, Items: [] },
    IsIPV6Enabled: false,
    DefaultCacheBehavior: {
      TargetOriginId: 'origin',
      ViewerProtocolPolicy: 'allow-all',
      ResponseHeadersPolicyId: 'our-policy',
    },
  },
};

export const RULE: ReplicationRule = {
  ID: 'ReplicateToSecondary',
  Priority: 1,
  Status: 'Enabled',
  Filter: { Prefix: '' },
  DeleteMarkerReplication: { Status: 'Enabled' },
  Destination: { Bucket: 'arn:aws:s3:::example.com', Metrics: { Status: 'Enabled' } },
};

export const ROLE = `arn:aws:iam::123456789012:role/${PRIMARY_BUCKET}`;

export function primaryPolicy(SourceIp: readonly string[] = ranges.ranges): string {
  const Statement = [
    { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: `arn:aws:s3:::${PRIMARY_BUCKET}/*` },
    {
      Sid: 'AllowHealthCheckers',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${PRIMARY_BUCKET}/health.txt`,
      Condition: { IpAddress: { 'aws:SourceIp': SourceIp }, Bool: { 'aws:SecureTransport': 'true' } },
    },
  ];
  return JSON.stringify({ Statement });
}

export const CLOSED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export function alarm(role: keyof typeof REGIONS, settings: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    AlarmName: `${stackNamed(role)}-Alarm`,
    AlarmDescription: 'example.com: something is wrong. Runbook: docs/runbook.md#primary-unhealthy',
    Namespace: role === 'Monitoring' ? 'AWS/Route53' : 'AWS/S3',
    Dimensions: role === 'Monitoring' ? [{ Name: 'HealthCheckId', Value: CHECK_ID }] : [],
    ActionsEnabled: true,
    AlarmActions: [topicOf(role)],
    StateValue: 'OK',
    StateTransitionedTimestamp: new Date('2026-11-20T08:00:00Z'),
    ...settings,
  };
}

/** The template of every stack, deployed and synthesized alike. */
export const TEMPLATE: Template = {
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'one' } },
    // of the stack Website
    Secondary: {
      Type: 'AWS::Route53::RecordSet',
      Properties: { Failover: 'SECONDARY', AliasTarget: { DNSName: WEBSITE_HOST } },
    },
  },
};

/** AWS as it answers of the example site while all is well; whoever tests changes answers. */
export function healthySite() {
  const route53 = mockClient(Route53Client);
  route53
    .on(ListTagsForResourceCommand)
    .resolves({ ResourceTagSet: { Tags: [{ Key: 'Name', Value: 'example.com' }] } });
  route53.on(GetHealthCheckCommand).resolves({
    HealthCheck: { Id: CHECK_ID, CallerReference: 'one', HealthCheckVersion: 1, HealthCheckConfig: HEALTH_CHECK },
  });
  route53.on(GetHealthCheckStatusCommand).resolves({ HealthCheckObservations: observations(16, 0) });
  route53.on(ListResourceRecordSetsCommand).callsFake(({ StartRecordName }: { StartRecordName: string }) => ({
    ResourceRecordSets: pairOf(StartRecordName),
  }));
  route53.on(GetHostedZoneCommand).resolves({
    DelegationSet: { NameServers: ['ns-1.awsdns-01.com', 'ns-2.awsdns-02.net'] },
  });

  const cloudFormation = mockClient(CloudFormationClient);
  for (const role of ['Secondary', 'Certificate', 'Website', 'Monitoring']) {
    cloudFormation.on(DescribeStacksCommand, { StackName: stackNamed(role) }).resolves({ Stacks: [stack(role)] });
  }
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(TEMPLATE) });
  cloudFormation.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [] });
  for (const role of Object.keys(REGIONS) as (keyof typeof REGIONS)[]) {
    const resources = [
      ['AWS::CloudWatch::Alarm', `${stackNamed(role)}-Alarm`],
      ['AWS::SNS::Topic', topicOf(role)],
      ['AWS::CloudWatch::Dashboard', 'dashboard'],
    ];
    cloudFormation.on(ListStackResourcesCommand, { StackName: stackNamed(role) }).resolves({
      StackResourceSummaries: resources.map(([ResourceType, PhysicalResourceId]) => ({
        LogicalResourceId: 'Any',
        ResourceType,
        PhysicalResourceId,
        LastUpdatedTimestamp: new Date('2026-11-01T00:00:00Z'),
        ResourceStatus: 'CREATE_COMPLETE',
      })),
    });
  }

  const cloudWatch = mockClient(CloudWatchClient);
  cloudWatch.on(DescribeAlarmsCommand).callsFake(({ AlarmNames: [name = ''] }: { AlarmNames: string[] }) => ({
    MetricAlarms: (['Secondary', 'Website', 'Monitoring'] as const)
      .filter((role) => name.includes(role))
      .map((role) => alarm(role)),
  }));

  const sns = mockClient(SNSClient);
  sns.on(ListSubscriptionsByTopicCommand).callsFake(({ TopicArn }: { TopicArn: string }) => ({
    Subscriptions: [{ Protocol: 'email', Endpoint: EMAIL, SubscriptionArn: `${TopicArn}:1` }],
  }));

  const s3 = mockClient(S3Client);
  s3.on(GetBucketVersioningCommand).resolves({ Status: 'Enabled' });
  s3.on(GetBucketReplicationCommand).resolves({ ReplicationConfiguration: { Role: ROLE, Rules: [RULE] } });
  s3.on(GetBucketPolicyCommand, { Bucket: PRIMARY_BUCKET }).resolves({ Policy: primaryPolicy() });
  s3.on(GetBucketPolicyCommand, { Bucket: 'example.com' }).resolves({
    Policy: JSON.stringify({
      Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example.com/*' },
    }),
  });
  s3.on(GetPublicAccessBlockCommand, { Bucket: PRIMARY_BUCKET }).resolves({ PublicAccessBlockConfiguration: CLOSED });
  s3.on(GetPublicAccessBlockCommand, { Bucket: 'example.com' }).resolves({
    PublicAccessBlockConfiguration: { ...CLOSED, BlockPublicPolicy: false, RestrictPublicBuckets: false },
  });

  const cloudFront = mockClient(CloudFrontClient);
  cloudFront.on(GetDistributionCommand).resolves({ Distribution: DISTRIBUTION });
  cloudFront.on(GetResponseHeadersPolicyCommand).resolves(headersPolicy({}));
  return { route53, cloudFormation, cloudWatch, sns, s3, cloudFront };
}

export type HealthySite = ReturnType<typeof healthySite>;

export function headersPolicy(settings: object) {
  const ResponseHeadersPolicyConfig = { Name: 'our-policy', ...settings };
  return { ResponseHeadersPolicy: { Id: 'our-policy', LastModifiedTime: new Date(), ResponseHeadersPolicyConfig } };
}

/** A stack as CloudFormation describes it. */
export function stack(role: string, StackStatus = 'UPDATE_COMPLETE') {
  const outputs = { PrimaryUrl: `https://${DISTRIBUTION_HOST}`, HealthCheckId: CHECK_ID, DistributionId: 'E123' };
  return {
    StackName: stackNamed(role),
    StackStatus: StackStatus as 'UPDATE_COMPLETE',
    CreationTime: new Date('2026-11-01T00:00:00Z'),
    Outputs:
      role === 'Website' ? Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })) : [],
  };
}

/** An error as the SDK throws it. */
export function awsError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}
