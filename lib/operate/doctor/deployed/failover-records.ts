import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { CLOUDFRONT_ZONE_ID, websiteEndpoint } from '../../../config/regions';
import { recordsOf, withoutDot } from '../../failover-pair';
import type { Check, Finding } from '../check';
import { revertDrift } from './commands';
import { LISTS_RECORDS, ofStacks } from './permissions';

const CHOOSING =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html';

type Role = 'PRIMARY' | 'SECONDARY';

interface Expected {
  readonly role: Role;
  readonly host: string | undefined;
  readonly hostedZoneId: string;
  /** `undefined` for none. */
  readonly healthCheckId: string | undefined;
}

export const failoverRecords: Check = {
  id: 'failover-records',
  title: 'every name has its pair of failover records, which lead where they should',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofStacks('cloudformation:DescribeStacks', 'Website')],
  async examine(examination) {
    const { site, aws } = examination;
    const outputs = (await examination.stack('Website'))?.outputs;
    const website = websiteEndpoint(site.secondaryRegion);
    const expected: Expected[] = [
      {
        role: 'PRIMARY',
        host: outputs?.PrimaryUrl?.replace('https://', ''),
        hostedZoneId: CLOUDFRONT_ZONE_ID,
        healthCheckId: outputs?.HealthCheckId,
      },
      { role: 'SECONDARY', host: website.host, hostedZoneId: website.hostedZoneId, healthCheckId: undefined },
    ];
    const names = [site.domainName, ...site.alternateNames];
    const problems = names.map(async (name) => {
      const records = (await recordsOf(aws, site.hostedZoneId, name)).filter(({ Type }) => Type === 'A');
      return expected.flatMap((one) => problemsOf(name, one, records));
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

function problemsOf(name: string, expected: Expected, records: readonly ResourceRecordSet[]): string[] {
  const { role, host, hostedZoneId, healthCheckId } = expected;
  const record = records.find(({ Failover }) => Failover === role);
  const alias = record?.AliasTarget;
  if (!alias) {
    const there = records.map(
      ({ Failover = 'no failover', AliasTarget }) => `${Failover} → ${AliasTarget?.DNSName ?? 'addresses'}`,
    );
    return [`${name} has no ${role} alias record, got: ${there.join(', ') || 'no A record'}`];
  }
  const of = `the ${role} record of ${name}`;
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
