import type { Site } from '../../site-config';
import type { Permission } from '../doctor/check';
import { ofBuckets } from '../doctor/storage/site-buckets';

/**
 * What CloudFormation reads of each kind of resource when it looks for drift. It asks in the name of whoever started that, and
 * a resource that it may not read counts as not drifted.
 *
 * Kinds without any (`AWS::IAM::Policy`, `AWS::SNS::TopicPolicy`, custom resources) cannot be read by CloudFormation. Left out is
 * what only settings need that no site has: the body of an API in S3, and a key of KMS for the environment of a function.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html `handlers.read.permissions`
 */
export const DRIFT_READS: Readonly<Record<string, readonly Permission[]>> = {
  'AWS::ApiGatewayV2::Api': apiGateway(),
  'AWS::ApiGatewayV2::ApiMapping': apiGateway(),
  'AWS::ApiGatewayV2::DomainName': apiGateway(),
  'AWS::ApiGatewayV2::Integration': apiGateway(),
  'AWS::ApiGatewayV2::Route': apiGateway(),
  'AWS::ApiGatewayV2::Stage': apiGateway(),
  'AWS::CertificateManager::Certificate': on('acm:*:{account}:certificate/*', [
    'acm:DescribeCertificate',
    'acm:ListTagsForCertificate',
  ]),
  'AWS::CloudFront::Distribution': on('cloudfront::{account}:distribution/*', [
    'cloudfront:GetDistribution',
    'cloudfront:GetDistributionConfig',
    'cloudfront:ListTagsForResource',
  ]),
  'AWS::CloudFront::Function': on('cloudfront::{account}:function/*', [
    'cloudfront:DescribeFunction',
    'cloudfront:GetFunction',
    'cloudfront:ListTagsForResource',
  ]),
  'AWS::CloudFront::OriginAccessControl': on('cloudfront::{account}:origin-access-control/*', [
    'cloudfront:GetOriginAccessControl',
  ]),
  'AWS::CloudFront::ResponseHeadersPolicy': on('cloudfront::{account}:response-headers-policy/*', [
    'cloudfront:GetResponseHeadersPolicy',
  ]),
  'AWS::CloudWatch::Alarm': on('cloudwatch:*:{account}:alarm:*', [
    'cloudwatch:DescribeAlarms',
    'cloudwatch:ListTagsForResource',
  ]),
  'AWS::CloudWatch::Dashboard': on('cloudwatch::{account}:dashboard/*', [
    'cloudwatch:GetDashboard',
    'cloudwatch:ListTagsForResource',
  ]),
  'AWS::IAM::ManagedPolicy': on('iam::{account}:policy/github-access-*', [
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:ListEntitiesForPolicy',
  ]),
  'AWS::IAM::OIDCProvider': on('iam::{account}:oidc-provider/*', ['iam:GetOpenIDConnectProvider']),
  // that of the replication is named like the primary bucket, the others by CloudFormation
  'AWS::IAM::Role': ['site-*', 'github-access-*', '{primary}'].flatMap((name) =>
    on(`iam::{account}:role/${name}`, [
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
    ]),
  ),
  'AWS::Lambda::Function': on('lambda:*:{account}:function:site-*', [
    'lambda:GetFunction',
    'lambda:GetFunctionCodeSigningConfig',
    'lambda:GetFunctionRecursionConfig',
    'lambda:GetFunctionScalingConfig',
    'lambda:GetRuntimeManagementConfig',
  ]),
  'AWS::Lambda::LayerVersion': on('lambda:*:{account}:layer:*:*', ['lambda:GetLayerVersion']),
  'AWS::Lambda::Permission': on('lambda:*:{account}:function:site-*', ['lambda:GetPolicy']),
  'AWS::Logs::LogGroup': [
    ...on('logs:*:{account}:log-group:*', ['logs:GetDataProtectionPolicy', 'logs:ListTagsForResource']),
    ...onAny(['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies']),
  ],
  'AWS::Route53::HealthCheck': on('route53:::healthcheck/*', ['route53:GetHealthCheck', 'route53:ListTagsForResource']),
  'AWS::Route53::RecordSet': [
    ...on('route53:::hostedzone/{zone}', ['route53:GetHostedZone', 'route53:ListResourceRecordSets']),
    ...onAny(['route53:ListHostedZones']),
  ],
  'AWS::S3::Bucket': [
    's3:GetAccelerateConfiguration',
    's3:GetAnalyticsConfiguration',
    's3:GetBucketAbac',
    's3:GetBucketCORS',
    's3:GetBucketLogging',
    's3:GetBucketMetadataTableConfiguration',
    's3:GetBucketNotification',
    's3:GetBucketObjectLockConfiguration',
    's3:GetBucketOwnershipControls',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketTagging',
    's3:GetBucketVersioning',
    's3:GetBucketWebsite',
    's3:GetEncryptionConfiguration',
    's3:GetIntelligentTieringConfiguration',
    's3:GetInventoryConfiguration',
    's3:GetLifecycleConfiguration',
    's3:GetMetricsConfiguration',
    's3:GetReplicationConfiguration',
    's3:ListBucket',
    's3:ListTagsForResource',
  ].map((action) => ofBuckets(action)),
  'AWS::S3::BucketPolicy': [ofBuckets('s3:GetBucketPolicy')],
  'AWS::SNS::Subscription': on('sns:*:{account}:site-*', ['sns:GetSubscriptionAttributes']),
  'AWS::SNS::Topic': on('sns:*:{account}:site-*', [
    'sns:GetDataProtectionPolicy',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTagsForResource',
  ]),
};

/** The actions on what an ARN stands for, without `arn:aws:` and with what the site puts in. */
function on(arn: string, actions: readonly string[]): Permission[] {
  const resources = ({ account, hostedZoneId, primaryBucketName }: Site) => [
    `arn:aws:${arn.replace('{account}', account).replace('{zone}', hostedZoneId).replace('{primary}', primaryBucketName)}`,
  ];
  return actions.map((action) => ({ action, resources }));
}

/** Actions that know no resources. */
function onAny(actions: readonly string[]): Permission[] {
  return actions.map((action) => ({ action, resources: () => ['*'] }));
}

function apiGateway(): Permission[] {
  return ['apis', 'domainnames'].flatMap((kind) => on(`apigateway:*::/${kind}/*`, ['apigateway:GET']));
}
