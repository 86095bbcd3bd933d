import { ListCertificatesCommand } from '@aws-sdk/client-acm';
import { GetApisCommand, GetDomainNamesCommand } from '@aws-sdk/client-apigatewayv2';
import { DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import {
  ListDistributionsCommand,
  ListFunctionsCommand,
  ListOriginAccessControlsCommand,
  ListResponseHeadersPoliciesCommand,
} from '@aws-sdk/client-cloudfront';
import { ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSubscriptionsCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { PRIMARY, REGIONS, type Clients } from '../clients';
import { healthCheckIds, recordsOf } from './dns';
import { alarmsIn } from './monitoring';

/** The stacks of every Region but CDK's own. */
export async function siteStacks(aws: Clients): Promise<(Stack & { region: string })[]> {
  const found = REGIONS.map(async (region) => {
    const { Stacks = [] } = await aws.cloudFormation(region).send(new DescribeStacksCommand());
    return Stacks.filter(({ StackName }) => StackName !== 'CDKToolkit').map((stack) => ({ ...stack, region }));
  });
  return (await Promise.all(found)).flat();
}

/**
 * Everything in the account that is not bootstrapped, by kind; kinds of which there is nothing are left out.
 */
export async function inventory(aws: Clients, hostedZoneId: string): Promise<Record<string, unknown[]>> {
  const perRegion = async <T>(list: (region: string) => Promise<T[] | undefined>) =>
    (await Promise.all(REGIONS.map(list))).flatMap((items) => items ?? []);
  const front = aws.cloudFront;
  const found: Record<string, unknown[] | undefined> = {
    stacks: (await siteStacks(aws)).map(({ StackName }) => StackName),
    buckets: await bucketsOf(aws),
    records: await recordsOf(aws, hostedZoneId),
    healthChecks: await healthCheckIds(aws),
    distributions: (await front.send(new ListDistributionsCommand())).DistributionList?.Items,
    functions: (await front.send(new ListFunctionsCommand())).FunctionList?.Items,
    originAccessControls: (await front.send(new ListOriginAccessControlsCommand())).OriginAccessControlList?.Items,
    headersPolicies: (await front.send(new ListResponseHeadersPoliciesCommand({ Type: 'custom' })))
      .ResponseHeadersPolicyList?.Items,
    certificates: await perRegion(
      async (region) => (await aws.acm(region).send(new ListCertificatesCommand())).CertificateSummaryList,
    ),
    apis: await perRegion(async (region) => (await aws.apiGateway(region).send(new GetApisCommand({}))).Items),
    apiDomains: await perRegion(
      async (region) => (await aws.apiGateway(region).send(new GetDomainNamesCommand({}))).Items,
    ),
    roles: (await aws.iam.send(new ListRolesCommand())).Roles?.map(({ RoleName }) => RoleName).filter(ours),
    policies: (await aws.iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies?.map(
      ({ PolicyName }) => PolicyName,
    ).filter(ours),
    alarms: await perRegion((region) => alarmsIn(aws, region)),
    dashboards: await perRegion(
      async (region) => (await aws.cloudWatch(region).send(new ListDashboardsCommand())).DashboardEntries,
    ),
    topics: await perRegion(async (region) => (await aws.sns(region).send(new ListTopicsCommand())).Topics),
    subscriptions: await perRegion(
      async (region) => (await aws.sns(region).send(new ListSubscriptionsCommand())).Subscriptions,
    ),
    lambdas: await perRegion((region) => lambdas(aws, region)),
    layers: await perRegion(async (region) => {
      const { Layers } = (await aws.lambda(region, '/2018-10-31/layers')) as { Layers: unknown[] };
      return Layers;
    }),
    logGroups: (
      await perRegion(async (region) => {
        const { logGroups = [] } = await aws.logs(region).send(new DescribeLogGroupsCommand());
        return logGroups.map(({ logGroupName }) => logGroupName);
      })
    ).sort(),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([kind, items]) => (items && items.length > 0 ? [[kind, items]] : [])),
  );
}

export async function lambdas(aws: Clients, region: string): Promise<string[]> {
  const { Functions } = (await aws.lambda(region, '/2015-03-31/functions/')) as {
    Functions: { FunctionName: string }[];
  };
  return Functions.map(({ FunctionName }) => FunctionName);
}

export async function bucketsOf(aws: Clients): Promise<string[]> {
  const { Buckets = [] } = await aws.s3(PRIMARY).send(new ListBucketsCommand());
  return Buckets.map(({ Name }) => String(Name))
    .filter(ours)
    .sort();
}

/** Not made by `cdk bootstrap`. */
function ours(name = ''): boolean {
  return !name.startsWith('cdk-');
}
