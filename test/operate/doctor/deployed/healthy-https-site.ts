import {
  ApiGatewayV2Client,
  GetApiMappingsCommand,
  GetDomainNameCommand,
  type DomainNameConfiguration,
} from '@aws-sdk/client-apigatewayv2';
import { GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetDistributionCommand, GetResponseHeadersPolicyCommand, type Distribution } from '@aws-sdk/client-cloudfront';
import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  ListResourceRecordSetsCommand,
  type HealthCheckConfig,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import ranges from '../../../../lib/constructs/health-checker-ranges.json';
import { exampleSite } from '../../../helpers';
import {
  awsError,
  CHECK_ID,
  CLOSED,
  DISTRIBUTION,
  DISTRIBUTION_HOST,
  EMAIL,
  headersPolicy,
  HEALTH_CHECK,
  healthySite,
  observations,
  pairOf,
  stackNamed,
} from './healthy-site';

export const HTTPS_SITE = exampleSite({ alarmEmail: EMAIL, secondaryEndpoint: 'https' });
export const [DISTRIBUTION_CHECK, SWITCH_CHECK, ORIGIN_CHECK] = [
  'check-of-cloudfront',
  'check-of-switch',
  'check-of-origin',
];
export const A_YEAR = 31_536_000;

const API_ZONE = 'Z2OJLYMUO9EFXC';

/** Where API Gateway answers for a name. */
export function regionalHost(name: string): string {
  return `d-${name.replaceAll('.', '')}.execute-api.us-west-2.amazonaws.com`;
}

/** What is deployed, as far as the doctor reads it. */
export const HTTPS_WEBSITE_TEMPLATE = {
  Resources: {
    Secondary: {
      Type: 'AWS::Route53::RecordSet',
      Properties: { Failover: 'SECONDARY', AliasTarget: { DNSName: { 'Fn::GetStackOutput': {} } } },
    },
    Decision: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CALCULATED' } } },
    SecurityHeaders: {
      Type: 'AWS::CloudFront::ResponseHeadersPolicy',
      Properties: {
        ResponseHeadersPolicyConfig: {
          SecurityHeadersConfig: { StrictTransportSecurity: { AccessControlMaxAgeSec: A_YEAR, Override: true } },
        },
      },
    },
  },
};

export const CHECKS: Readonly<Record<string, HealthCheckConfig>> = {
  [CHECK_ID]: { Type: 'CALCULATED', HealthThreshold: 2, ChildHealthChecks: [DISTRIBUTION_CHECK, SWITCH_CHECK] },
  [DISTRIBUTION_CHECK]: { ...HEALTH_CHECK, FullyQualifiedDomainName: DISTRIBUTION_HOST },
  [SWITCH_CHECK]: {
    ...HEALTH_CHECK,
    FullyQualifiedDomainName: 'example.com.s3.us-west-2.amazonaws.com',
    ResourcePath: '/failover-switch',
    Inverted: true,
  },
};

export function httpsRecordsOf(name: string): ResourceRecordSet[] {
  return (['A', 'AAAA'] as const).flatMap((Type) =>
    pairOf(name).map((record): ResourceRecordSet => ({
      ...record,
      Type,
      ...(record.Failover === 'SECONDARY' && {
        AliasTarget: { DNSName: `${regionalHost(name)}.`, HostedZoneId: API_ZONE, EvaluateTargetHealth: false },
      }),
    })),
  );
}

export const HTTPS_DISTRIBUTION: Distribution = {
  ...DISTRIBUTION,
  DistributionConfig: {
    ...DISTRIBUTION.DistributionConfig,
    IsIPV6Enabled: true,
    DefaultCacheBehavior: {
      ...DISTRIBUTION.DistributionConfig?.DefaultCacheBehavior,
      ViewerProtocolPolicy: 'redirect-to-https',
    },
  } as Distribution['DistributionConfig'],
};

export function hstsPolicy(AccessControlMaxAgeSec: number, LastModifiedTime = new Date()) {
  const StrictTransportSecurity = { AccessControlMaxAgeSec, Override: true };
  const { ResponseHeadersPolicy } = headersPolicy({ SecurityHeadersConfig: { StrictTransportSecurity } });
  return { ResponseHeadersPolicy: { ...ResponseHeadersPolicy, LastModifiedTime } };
}

export const DOMAIN: DomainNameConfiguration = {
  EndpointType: 'REGIONAL',
  SecurityPolicy: 'TLS_1_2',
  IpAddressType: 'dualstack',
  DomainNameStatus: 'AVAILABLE',
  HostedZoneId: API_ZONE,
};

export function secondaryPolicy(
  SourceIp: readonly string[] = ranges.ranges,
  sourceArn = 'arn:aws:cloudfront::123456789012:distribution/*',
) {
  const cloudFront = (Action: string, Resource: string) => ({
    Effect: 'Allow',
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action,
    Resource,
    Condition: { ArnLike: { 'aws:SourceArn': sourceArn } },
  });
  const Statement = [
    cloudFront('s3:GetObject', 'arn:aws:s3:::example.com/*'),
    cloudFront('s3:ListBucket', 'arn:aws:s3:::example.com'),
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::example.com/failover-switch',
      Condition: { IpAddress: { 'aws:SourceIp': SourceIp }, Bool: { 'aws:SecureTransport': 'true' } },
    },
  ];
  return { Policy: JSON.stringify({ Statement }) };
}

/** What S3 gives for the switch when somebody has engaged it. */
export function engagedBy(kind: 'operator' | 'drill') {
  const mark = { version: 1, id: 'one', kind, by: 'ops@laptop', since: '2026-11-25T10:00:00.000Z' };
  const Body = { transformToString: () => Promise.resolve(JSON.stringify(mark)) };
  return { Body: Body as unknown as GetObjectCommandOutput['Body'], ETag: '"one"' };
}

export const FUNCTION_NAME = 'site-example-com-Secondar-Function76856677-abc';

/** The same in `https` mode. */
export function healthyHttpsSite() {
  const aws = healthySite();
  for (const [id, HealthCheckConfig] of Object.entries(CHECKS)) {
    const HealthCheck = { Id: id, CallerReference: id, HealthCheckVersion: 1, HealthCheckConfig };
    aws.route53.on(GetHealthCheckCommand, { HealthCheckId: id }).resolves({ HealthCheck });
  }
  aws.route53
    .on(GetHealthCheckStatusCommand, { HealthCheckId: SWITCH_CHECK })
    .resolves({ HealthCheckObservations: observations(0, 16) });
  aws.route53.on(ListResourceRecordSetsCommand).callsFake(({ StartRecordName }: { StartRecordName: string }) => ({
    ResourceRecordSets: httpsRecordsOf(StartRecordName),
  }));
  const Website = JSON.stringify(HTTPS_WEBSITE_TEMPLATE);
  aws.cloudFormation.on(GetTemplateCommand, { StackName: stackNamed('Website') }).resolves({ TemplateBody: Website });
  aws.cloudFormation.on(GetTemplateCommand, { StackName: stackNamed('Secondary') }).resolves({
    TemplateBody: JSON.stringify({ Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api' } } }),
  });
  addResources(aws, 'Website', [
    ['AWS::Route53::HealthCheck', 'OriginHealthCheck', ORIGIN_CHECK],
    ['AWS::CloudFront::ResponseHeadersPolicy', 'SecurityHeaders', 'our-policy'],
  ]);
  addResources(aws, 'Secondary', [['AWS::Lambda::Function', 'Function76856677', FUNCTION_NAME]]);
  aws.cloudFront.on(GetDistributionCommand).resolves({ Distribution: HTTPS_DISTRIBUTION });
  aws.cloudFront.on(GetResponseHeadersPolicyCommand).resolves(hstsPolicy(A_YEAR));
  aws.s3.on(GetBucketPolicyCommand, { Bucket: 'example.com' }).resolves(secondaryPolicy());
  aws.s3
    .on(GetPublicAccessBlockCommand, { Bucket: 'example.com' })
    .resolves({ PublicAccessBlockConfiguration: CLOSED });
  aws.s3.on(GetObjectCommand).rejects(awsError('NoSuchKey'));
  aws.cloudWatch.on(GetMetricStatisticsCommand).resolves({ Datapoints: [] });
  const apiGateway = mockClient(ApiGatewayV2Client);
  apiGateway.on(GetDomainNameCommand).callsFake(({ DomainName }: { DomainName: string }) => ({
    DomainNameConfigurations: [{ ...DOMAIN, ApiGatewayDomainName: regionalHost(DomainName) }],
  }));
  apiGateway.on(GetApiMappingsCommand).resolves({ Items: [{ ApiId: 'api', Stage: '$default' }] });
  const lambda = mockClient(LambdaClient);
  lambda.on(GetFunctionConfigurationCommand).resolves({ State: 'Active', LastUpdateStatus: 'Successful' });
  return { ...aws, apiGateway, lambda };
}

export type HealthyHttpsSite = ReturnType<typeof healthyHttpsSite>;

type Resource = readonly [type: string, logicalId: string, id: string];

/** Beside the alarm and the topic of every stack. */
function addResources(
  { cloudFormation }: ReturnType<typeof healthySite>,
  role: 'Website' | 'Secondary',
  resources: readonly Resource[],
): void {
  const region = role === 'Website' ? 'us-east-2' : 'us-west-2';
  const all: Resource[] = [
    ['AWS::CloudWatch::Alarm', 'Alarm', `${stackNamed(role)}-Alarm`],
    ['AWS::SNS::Topic', 'Topic', `arn:aws:sns:${region}:123456789012:${stackNamed(role)}-Topic`],
    ...resources,
  ];
  cloudFormation.on(ListStackResourcesCommand, { StackName: stackNamed(role) }).resolves({
    StackResourceSummaries: all.map(([ResourceType, LogicalResourceId, PhysicalResourceId]) => ({
      LogicalResourceId,
      ResourceType,
      PhysicalResourceId,
      LastUpdatedTimestamp: new Date('2026-11-01T00:00:00Z'),
      ResourceStatus: 'CREATE_COMPLETE',
    })),
  });
}
