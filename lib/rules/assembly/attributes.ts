import { hasWebsiteEndpoint, websiteEndpoint } from '../../config/regions';
import type { Resource } from './resource';
import { unknown } from './value';

/** What `Ref` gives, where the template alone tells it: names that are given, and ARNs but for their last part. */
const REFS: Record<string, (resource: Resource) => string | undefined> = {
  'AWS::S3::Bucket': (bucket) => bucket.at('BucketName').text,
  'AWS::IAM::Role': (role) => role.at('RoleName').text,
  'AWS::Logs::LogGroup': (group) => group.at('LogGroupName').text,
  'AWS::CloudWatch::Alarm': (alarm) => alarm.at('AlarmName').text,
  'AWS::CloudWatch::Dashboard': (dashboard) => dashboard.at('DashboardName').text,
  'AWS::Lambda::Function': (fn) => fn.at('FunctionName').text,
  'AWS::CertificateManager::Certificate': (certificate) => arn(certificate, 'acm', `certificate/${certificate.token}`),
  'AWS::SNS::Topic': (topic) => arn(topic, 'sns', topic.at('TopicName').text ?? topic.token),
  'AWS::CloudFront::Function': (fn) => globalArn(fn, 'cloudfront', `function/${nameOf(fn)}`),
  'AWS::Route53::RecordSet': (record) => record.at('Name').text,
  'AWS::ApiGatewayV2::DomainName': (domain) => domain.at('DomainName').text,
  'AWS::ApiGatewayV2::Stage': (stage) => stage.at('StageName').text,
};

/** What `Fn::GetAtt` gives, where the template alone tells it. */
const ATTRIBUTES: Record<string, Record<string, (resource: Resource) => string | undefined>> = {
  'AWS::S3::Bucket': {
    Arn: (bucket) => `arn:aws:s3:::${bucket.ref}`,
    DomainName: (bucket) => `${bucket.ref}.s3.amazonaws.com`,
    RegionalDomainName: (bucket) => `${bucket.ref}.s3.${bucket.stack.region}.amazonaws.com`,
    DualStackDomainName: (bucket) => `${bucket.ref}.s3.dualstack.${bucket.stack.region}.amazonaws.com`,
    WebsiteURL: (bucket) => `http://${bucket.ref}.${websiteHost(bucket)}`,
  },
  'AWS::IAM::Role': { Arn: (role) => globalArn(role, 'iam', `role/${role.ref}`) },
  'AWS::Lambda::Function': { Arn: (fn) => arn(fn, 'lambda', `function:${fn.ref}`) },
  'AWS::Logs::LogGroup': { Arn: (group) => arn(group, 'logs', `log-group:${group.ref}:*`) },
  'AWS::SNS::Topic': { TopicArn: (topic) => topic.ref, TopicName: (topic) => topic.ref.split(':').at(-1) },
  'AWS::CloudFront::Function': { FunctionARN: (fn) => fn.ref },
  'AWS::CloudFront::Distribution': {
    Id: (distribution) => distribution.ref,
    DomainName: (distribution) => `${distribution.ref}.cloudfront.net`,
  },
  'AWS::CloudFront::OriginAccessControl': { Id: (control) => control.ref },
  'AWS::CloudFront::ResponseHeadersPolicy': { Id: (policy) => policy.ref },
  'AWS::CloudFront::CachePolicy': { Id: (policy) => policy.ref },
  'AWS::CloudFront::OriginRequestPolicy': { Id: (policy) => policy.ref },
  'AWS::Route53::HealthCheck': { HealthCheckId: (check) => check.ref },
  'AWS::ApiGatewayV2::Api': {
    ApiId: (api) => api.ref,
    ApiEndpoint: (api) => `https://${executeHost(api)}`,
    ExecuteApiArn: (api) => arn(api, 'execute-api', api.ref),
  },
  'AWS::ApiGatewayV2::DomainName': { RegionalDomainName: executeHost },
  'AWS::ApiGatewayV2::Integration': { IntegrationId: (integration) => integration.ref },
};

/** What `Ref` of a resource gives, or its token. */
export function refOf(resource: Resource): string {
  return REFS[resource.type]?.(resource) ?? resource.token;
}

/**
 * What `Fn::GetAtt` gives, or a token of its own.
 *
 * @throws UnknownValue for a custom resource, which may give anything: such as an output of another stack
 */
export function attributeOf(resource: Resource, name: string): string {
  if (/^(Custom::|AWS::CloudFormation::CustomResource$)/.test(resource.type)) {
    return unknown(`what the custom resource ${resource.path} gives`);
  }
  return ATTRIBUTES[resource.type]?.[name]?.(resource) ?? resource.attributeToken(name);
}

function arn({ stack }: Resource, service: string, rest: string): string {
  return `arn:aws:${service}:${stack.region}:${stack.account}:${rest}`;
}

function globalArn({ stack }: Resource, service: string, rest: string): string {
  return `arn:aws:${service}::${stack.account}:${rest}`;
}

function nameOf(fn: Resource): string {
  return fn.at('Name').text ?? fn.token;
}

function websiteHost({ stack, token }: Resource): string {
  return hasWebsiteEndpoint(stack.region) ? websiteEndpoint(stack.region).host : token;
}

/** Of an API, or of a custom domain, which has a host beside its own name. */
function executeHost({ stack, token }: Resource): string {
  return `${token}.execute-api.${stack.region}.amazonaws.com`;
}
