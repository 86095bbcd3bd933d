import { GetDomainNamesCommand, type DomainName } from '@aws-sdk/client-apigatewayv2';
import { ListDistributionsCommand, type DistributionSummary } from '@aws-sdk/client-cloudfront';
import { ListHealthChecksCommand, type HealthCheck, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import { SECONDARY, type Clients } from '../clients';
import { orNone } from '../read-back/s3-readers';
import type { Scenario } from '../scenario';
import { statements } from './buckets';
import { recordsOf } from './dns';
import { visit } from './visitor';

/** What the records may point at, and who may ask. */
interface World {
  readonly scenario: Scenario;
  readonly distributions: readonly DistributionSummary[];
  readonly domains: readonly DomainName[];
  readonly healthChecks: readonly HealthCheck[];
}

/**
 * What is wrong with what the zone's records point at, a line for each.
 *
 * Only records count that stand before and after it was looked for: what they pointed at has to be there meanwhile.
 */
export async function brokenTargets(scenario: Scenario): Promise<string[]> {
  const { aws, hostedZoneId } = scenario;
  const before = await recordsOf(aws, hostedZoneId);
  const world = await worldOf(scenario);
  const found = await Promise.all(before.map(async (record) => ({ record, problem: await problemOf(record, world) })));
  const after = (await recordsOf(aws, hostedZoneId)).map((record) => JSON.stringify(record));
  return [
    ...lonely(before),
    ...found.flatMap(({ record, problem }) =>
      problem !== undefined && after.includes(JSON.stringify(record))
        ? [`${record.Name} ${record.Type} ${record.Failover}: ${problem}`]
        : [],
    ),
  ];
}

async function worldOf(scenario: Scenario): Promise<World> {
  const { aws } = scenario;
  const [{ DistributionList }, { Items: domains = [] }, { HealthChecks: healthChecks = [] }] = await Promise.all([
    aws.cloudFront.send(new ListDistributionsCommand()),
    aws.apiGateway(SECONDARY).send(new GetDomainNamesCommand()),
    aws.route53.send(new ListHealthChecksCommand()),
  ]);
  return { scenario, distributions: DistributionList?.Items ?? [], domains, healthChecks };
}

/** A SECONDARY alone is answered. */
function lonely(records: readonly ResourceRecordSet[]): string[] {
  const isPrimaryOf = (one: ResourceRecordSet) => (other: ResourceRecordSet) =>
    other.Failover === 'PRIMARY' && other.Name === one.Name && other.Type === one.Type;
  return records
    .filter((record) => record.Failover === 'SECONDARY' && !records.some(isPrimaryOf(record)))
    .map(({ Name, Type }) => `${Name} ${Type} SECONDARY: it has no PRIMARY`);
}

async function problemOf(record: ResourceRecordSet, world: World): Promise<string | undefined> {
  const target = record.AliasTarget?.DNSName?.replace(/\.$/, '') ?? '';
  const problem = target.endsWith('.cloudfront.net')
    ? await distributionProblem(record, target, world)
    : target.includes('.execute-api.')
      ? await endpointProblem(record, target, world)
      : await websiteProblem(hostOf(record), world.scenario.aws);
  return problem ?? healthCheckProblem(record, world);
}

async function distributionProblem(record: ResourceRecordSet, target: string, world: World) {
  const distribution = world.distributions.find(({ DomainName }) => DomainName === target);
  if (!distribution?.Aliases?.Items?.includes(hostOf(record))) {
    return `there is no distribution ${target} of this name`;
  }
  if (record.Type === 'AAAA' && !distribution.IsIPV6Enabled) {
    return 'the distribution does not speak IPv6';
  }
  const { status } = await visit(world.scenario, target);
  return status === 200 ? undefined : `the distribution answers ${status}`;
}

async function endpointProblem(record: ResourceRecordSet, target: string, { domains, scenario }: World) {
  const host = hostOf(record);
  const domain = domains.find(({ DomainName }) => DomainName === host);
  const [configuration] = domain?.DomainNameConfigurations ?? [];
  if (configuration?.ApiGatewayDomainName !== target) {
    return `there is no endpoint ${target} of this name`;
  }
  if (record.Type === 'AAAA' && configuration.IpAddressType !== 'dualstack') {
    return 'the endpoint does not speak IPv6';
  }
  const { status } = await visit(scenario, host);
  const expected = host === scenario.config.domainName ? 200 : 301;
  return status === expected ? undefined : `the endpoint answers ${status}`;
}

async function websiteProblem(Bucket: string, aws: Clients): Promise<string | undefined> {
  const client = aws.s3(SECONDARY);
  const website = await orNone(client.send(new s3.GetBucketWebsiteCommand({ Bucket })));
  if (!website) {
    return 'there is no bucket of this name with a website';
  }
  if (website.RedirectAllRequestsTo) {
    return undefined;
  }
  const { PublicAccessBlockConfiguration } = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
  const isPublic = (await statements(client, Bucket)).some(
    ({ Sid, Action, Condition }) => Sid === undefined && Action === 's3:GetObject' && Condition === undefined,
  );
  if (PublicAccessBlockConfiguration?.RestrictPublicBuckets || !isPublic) {
    return 'nobody may read the website';
  }
  const page = await orNone(client.send(new s3.HeadObjectCommand({ Bucket, Key: website.IndexDocument?.Suffix })));
  return page ? undefined : 'the website has no first page';
}

function healthCheckProblem({ HealthCheckId, Failover }: ResourceRecordSet, { healthChecks }: World) {
  const check = healthChecks.find(({ Id }) => Id === HealthCheckId);
  if (Failover !== 'PRIMARY') {
    return undefined;
  }
  const children = check?.HealthCheckConfig?.ChildHealthChecks ?? [];
  const missing = children.filter((child) => !healthChecks.some(({ Id }) => Id === child));
  return check && missing.length === 0 ? undefined : `there is no health check ${missing.join() || HealthCheckId}`;
}

function hostOf({ Name = '' }: ResourceRecordSet): string {
  return Name.replace(/\.$/, '');
}
