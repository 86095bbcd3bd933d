import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';

/** Where a name may be given, and whether it is unique in the account, not in each of its Regions. */
const NAMES: Readonly<Record<string, { readonly at: string; readonly global?: boolean }>> = {
  'AWS::CloudWatch::Alarm': { at: 'AlarmName' },
  'AWS::CloudWatch::CompositeAlarm': { at: 'AlarmName' },
  'AWS::CloudWatch::Dashboard': { at: 'DashboardName', global: true },
  'AWS::SNS::Topic': { at: 'TopicName' },
  'AWS::Logs::LogGroup': { at: 'LogGroupName' },
  'AWS::Lambda::Function': { at: 'FunctionName' },
  'AWS::IAM::Role': { at: 'RoleName', global: true },
  'AWS::IAM::ManagedPolicy': { at: 'ManagedPolicyName', global: true },
  'AWS::ApiGatewayV2::DomainName': { at: 'DomainName' },
  'AWS::CloudFront::Function': { at: 'Name', global: true },
  'AWS::CloudFront::OriginAccessControl': { at: 'OriginAccessControlConfig.Name', global: true },
  'AWS::CloudFront::ResponseHeadersPolicy': { at: 'ResponseHeadersPolicyConfig.Name', global: true },
  'AWS::CloudFront::CachePolicy': { at: 'CachePolicyConfig.Name', global: true },
  'AWS::CloudFront::OriginRequestPolicy': { at: 'OriginRequestPolicyConfig.Name', global: true },
};

/** That resources can have the names that they are given. */
export const nameRules: readonly Rule[] = [
  {
    id: 'names-are-unique',
    severity: 'error',
    sentence: 'Two resources of a type never have the same name where AWS wants it to be unique.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
    types: Object.keys(NAMES),
    *check(resource, assembly) {
      const key = keyOf(resource);
      const first = key === undefined ? resource : assembly.once(firstByName).get(key);
      const at = resource.at(NAMES[resource.type]?.at ?? '');
      if (first !== undefined && first !== resource) {
        yield { at, wrong: `${first.path} is called ${String(at)} as well`, write: 'give one of them another name' };
      }
    },
  },
];

function keyOf(resource: Resource): string | undefined {
  const { at = '', global } = NAMES[resource.type] ?? {};
  const name = resource.at(at).text;
  // metric and composite alarms share their names
  const type = resource.type.replace('::CompositeAlarm', '::Alarm');
  const { account, region } = resource.stack.source;
  // IAM compares without case
  const compared = type.startsWith('AWS::IAM::') ? name?.toLowerCase() : name;
  return name === undefined ? undefined : [type, account, global ? '' : region, compared].join('/');
}

function firstByName(assembly: Assembly): Map<string, Resource> {
  const first = new Map<string, Resource>();
  for (const resource of Object.keys(NAMES).flatMap((type) => assembly.all(type))) {
    const key = keyOf(resource);
    if (key !== undefined && !first.has(key)) {
      first.set(key, resource);
    }
  }
  return first;
}
