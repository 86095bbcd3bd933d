import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { CLOUDFRONT_ZONE_ID, websiteEndpoint, type AliasTarget } from '../../../config/regions';
import { recordsOf, withoutDot } from '../../failover-pair';
import type { Check, Examination, Finding } from '../check';
import { revertDrift } from './commands';
import { domainsOf, READS_DOMAINS } from './endpoint-domains';
import { LISTS_RECORDS, ofStacks } from './permissions';

const CHOOSING =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html';

type Role = 'PRIMARY' | 'SECONDARY';

interface Expected {
  readonly role: Role;
  readonly host?: string | undefined;
  readonly hostedZoneId?: string | undefined;
  /** `undefined` for none. */
  readonly healthCheckId: string | undefined;
}

export const failoverRecords: Check = {
  id: 'failover-records',
  title: 'every name has its pair of failover records, which lead where they should',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofStacks('cloudformation:DescribeStacks', 'Website'), READS_DOMAINS],
  async examine(examination) {
    const { site, aws } = examination;
    const outputs = (await examination.stack('Website'))?.outputs;
    const primary: Expected = {
      role: 'PRIMARY',
      host: outputs?.PrimaryUrl?.replace('https://', ''),
      hostedZoneId: CLOUDFRONT_ZONE_ID,
      healthCheckId: outputs?.HealthCheckId,
    };
    const types = site.secondaryEndpoint === 'https' ? ['A', 'AAAA'] : ['A'];
    const problems = [site.domainName, ...site.alternateNames].map(async (name) => {
      const records = await recordsOf(aws, site.hostedZoneId, name);
      const target = await secondaryTarget(examination, name);
      // a domain that is not there is found by another check
      const secondary: Expected[] = target ? [{ role: 'SECONDARY', ...target, healthCheckId: undefined }] : [];
      return types.flatMap((type) =>
        [primary, ...secondary].flatMap((one) =>
          problemsOf(
            name,
            type,
            one,
            records.filter(({ Type }) => Type === type),
          ),
        ),
      );
    });
    return (await Promise.all(problems)).flat().map((what): Finding => ({
      severity: 'error',
      what,
      why: 'Route 53 moves visitors between exactly these two records, by this one check',
      fix: revertDrift(site, 'Website'),
      page: CHOOSING,
    }));
  },
};

async function secondaryTarget(examination: Examination, name: string): Promise<Partial<AliasTarget> | undefined> {
  const { secondaryEndpoint, secondaryRegion } = examination.site;
  if (secondaryEndpoint === 'website') {
    return websiteEndpoint(secondaryRegion);
  }
  const [configuration] = (await domainsOf(examination)).get(name)?.DomainNameConfigurations ?? [];
  return configuration && { host: configuration.ApiGatewayDomainName, hostedZoneId: configuration.HostedZoneId };
}

function problemsOf(name: string, type: string, expected: Expected, records: readonly ResourceRecordSet[]): string[] {
  const { role, host, hostedZoneId, healthCheckId } = expected;
  const record = records.find(({ Failover }) => Failover === role);
  const alias = record?.AliasTarget;
  if (!alias) {
    const there = records.map(
      ({ Failover = 'no failover', AliasTarget }) => `${Failover} → ${AliasTarget?.DNSName ?? 'addresses'}`,
    );
    const ipv6 = type === 'A' ? '' : ` of type ${type}`;
    return [`${name} has no ${role} alias record${ipv6}, got: ${there.join(', ') || `no ${type} record`}`];
  }
  const of = `the ${role} record${type === 'A' ? '' : ` of type ${type}`} of ${name}`;
  const leadsTo = withoutDot(alias.DNSName ?? '');
  const problems: string[] = [];
  if (host !== undefined && leadsTo !== withoutDot(host)) {
    problems.push(`${of} leads to ${leadsTo}, not to ${host}`);
  } else if (alias.HostedZoneId !== hostedZoneId) {
    problems.push(`${of} has the alias zone ${alias.HostedZoneId}, not ${hostedZoneId}`);
  }
  if (alias.EvaluateTargetHealth) {
    problems.push(`${of} evaluates the health of its target, which is to have no say`);
  }
  if (record.HealthCheckId !== healthCheckId) {
    const [got, wanted] = [record.HealthCheckId ?? 'none', healthCheckId ?? 'none'];
    problems.push(`${of} has the health check ${got}, not ${wanted}`);
  }
  return problems;
}
