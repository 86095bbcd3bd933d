import { GetDomainNameCommand } from '@aws-sdk/client-apigatewayv2';
import { GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { ACCOUNT, type Clients } from '../clients';
import { outputsOf, type DeployedStack } from './stacks';

type Attribute = (id: string, region: string, aws: Clients) => Promise<string | undefined> | string;

/** The attributes that our templates use, found out without asking CloudFormation. */
const ATTRIBUTES: Record<string, Attribute> = {
  'AWS::S3::Bucket.Arn': (id) => `arn:aws:s3:::${id}`,
  'AWS::S3::Bucket.RegionalDomainName': (id, region) => `${id}.s3.${region}.amazonaws.com`,
  'AWS::IAM::Role.Arn': async (id, _, aws) => (await aws.iam.send(new GetRoleCommand({ RoleName: id }))).Role?.Arn,
  'AWS::ApiGatewayV2::DomainName.RegionalDomainName': async (id, region, aws) =>
    (await domainConfiguration(id, region, aws))?.ApiGatewayDomainName,
  'AWS::ApiGatewayV2::DomainName.RegionalHostedZoneId': async (id, region, aws) =>
    (await domainConfiguration(id, region, aws))?.HostedZoneId,
  'AWS::Lambda::Function.Arn': (id, region) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${id}`,
  'AWS::Logs::LogGroup.Arn': (id, region) => `arn:aws:logs:${region}:${ACCOUNT}:log-group:${id}:*`,
  'AWS::CloudFront::Distribution.DomainName': async (id, _, aws) =>
    (await aws.cloudFront.send(new GetDistributionCommand({ Id: id }))).Distribution?.DomainName,
  'AWS::CloudFront::Function.FunctionARN': (id) =>
    id.startsWith('arn:') ? id : `arn:aws:cloudfront::${ACCOUNT}:function/${id}`,
  'AWS::CloudFront::OriginAccessControl.Id': (id) => id,
};

async function domainConfiguration(DomainName: string, region: string, aws: Clients) {
  const { DomainNameConfigurations } = await aws.apiGateway(region).send(new GetDomainNameCommand({ DomainName }));
  return DomainNameConfigurations?.[0];
}

/**
 * A value of a template with its intrinsic functions replaced by what they stand for.
 *
 * @throws Error for a function, or an attribute, that no template of ours had so far
 */
export async function resolved(value: unknown, stack: DeployedStack, aws: Clients): Promise<unknown> {
  const resolve = (inner: unknown) => resolved(inner, stack, aws);
  if (Array.isArray(value)) {
    return Promise.all(value.map(resolve));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[name = '', argument] = [], ...others] = Object.entries(value);
  if (others.length > 0 || !/^(Ref|Fn::.+)$/.test(name)) {
    const entries = Object.entries(value).map(async ([key, inner]) => [key, await resolve(inner)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
  switch (name) {
    case 'Ref':
      return reference(argument as string, stack);
    case 'Fn::Sub':
      return (argument as string).replace(/\$\{([^}]+)\}/g, (_, referred: string) => reference(referred, stack));
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return ((await resolve(parts)) as string[]).join(separator);
    }
    case 'Fn::GetAtt': {
      const [id, attribute] = argument as [string, string];
      const key = `${stack.resources[id]?.Type}.${attribute}`;
      const find = ATTRIBUTES[key];
      if (!find) {
        throw new Error(`Fn::GetAtt of ${key} must be in ${__filename}`);
      }
      return find(reference(id, stack), stack.region, aws);
    }
    case 'Fn::GetStackOutput': {
      const { StackName, Region, OutputName } = argument as { StackName: string; Region: string; OutputName: string };
      return (await outputsOf(aws, Region, StackName))[OutputName];
    }
    default:
      throw new Error(`${name} must be in ${__filename}`);
  }
}

function reference(id: string, stack: DeployedStack): string {
  const pseudo: Record<string, string> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::Region': stack.region,
  };
  const found = pseudo[id] ?? stack.ids[id];
  if (found === undefined) {
    throw new Error(`${id} must be a resource of ${stack.name}`);
  }
  return found;
}
