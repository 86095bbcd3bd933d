import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Site } from '../../../site-config';
import { recordsOf } from '../../failover-pair';
import type { Check, Examination, Finding } from '../check';
import { isDeployed } from '../outcome';
import { changeRecord } from './change-record';
import { answeredNames, LIST_RECORDS, siteRecords } from './site-records';
import { DESCRIBE_STACKS } from '../stack-permissions';

const PAGE =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover-alias.html';

/** Records that pin visitors to where they point, whatever the A records say. */
const PINNING: Record<string, string> = {
  AAAA: 'visitors with IPv6 go where it points',
  HTTPS: 'browsers go where it points, and to HTTPS, which the secondary does not speak',
  SVCB: 'clients that read it go where it points',
};

export const namesFree: Check = {
  id: 'names-free',
  title: 'no other record stands where those of the site belong',
  of: 'any site',
  permissions: [LIST_RECORDS, DESCRIBE_STACKS],
  async examine(examination) {
    const { site } = examination;
    const [records, website, away] = await Promise.all([
      siteRecords(examination),
      examination.stack('Website'),
      delegatedAway(examination),
    ]);
    const inTheWay = [...records.values()]
      .flat()
      .filter((record) => !(isDeployed(website) && isOurs(record, site)))
      .flatMap((record) => findingFor(record, site));
    return [...inTheWay, ...away];
  },
};

/** As `lib/constructs/failover-alias.ts` writes them. */
function isOurs({ Type, Failover, SetIdentifier }: ResourceRecordSet, { mode }: Site): boolean {
  const isOurType = Type === 'A' || (Type === 'AAAA' && mode.hasHttpsEndpoint);
  return isOurType && Failover !== undefined && SetIdentifier === Failover.toLowerCase();
}

function findingFor(record: ResourceRecordSet, { hostedZoneId, secondaryEndpoint }: Site): Finding[] {
  const { Name = '', Type = '' } = record;
  const what = `${Name.replace(/\.$/, '')} has ${described(record)}`;
  const remove = changeRecord(hostedZoneId, 'DELETE', record);
  if (Type === 'A' || Type === 'CNAME' || (Type === 'AAAA' && secondaryEndpoint === 'https')) {
    return [
      {
        severity: 'error',
        what,
        why: 'Route 53 refuses the records that fail over beside it: the deployment fails at its end.',
        fix:
          'delete it while the stack Website uploads the content, shortly before its records are made. Whoever asks for ' +
          `the name in between gets no answer; those who asked before keep theirs for its TTL.\n${remove}`,
        page: PAGE,
      },
    ];
  }
  const pins = PINNING[Type];
  return pins === undefined
    ? []
    : [
        {
          severity: 'error',
          what,
          why: `It does not fail over: ${pins}, whether that answers or not.`,
          fix: `delete it once the site is deployed; visitors notice nothing then.\n${remove}`,
          page: PAGE,
        },
      ];
}

/** `a CNAME record: www.example.net`; letters are spelt out, so that some begin with a vowel. */
function described({ Type, AliasTarget, SetIdentifier, Failover, ResourceRecords = [] }: ResourceRecordSet): string {
  const target = AliasTarget?.DNSName ?? ResourceRecords.map(({ Value }) => Value).join(', ');
  const policy = SetIdentifier === undefined ? '' : ` (${Failover ?? 'with another routing policy'}, ${SetIdentifier})`;
  const article = /^[AHNS]/.test(String(Type)) ? 'an' : 'a';
  return `${article} ${Type} record${policy}: ${target.replace(/\.$/, '')}`;
}

/** Names that lie below a delegation to another zone: nobody asks this one for them. */
async function delegatedAway({ aws, site }: Examination): Promise<Finding[]> {
  const cuts = new Set(answeredNames(site).flatMap((name) => upToApex(name, site.hostedZoneName)));
  const findings = [...cuts].map(async (name): Promise<Finding[]> => {
    const record = (await recordsOf(aws, site.hostedZoneId, name)).find(({ Type }) => Type === 'NS');
    return record === undefined
      ? []
      : [
          {
            severity: 'error',
            what: `the zone delegates ${name} to another: it has ${described(record)}`,
            why: 'Resolvers ask that zone for the name and all below it, and never see the records of the site.',
            fix:
              'name the other zone by hostedZoneId and hostedZoneName in bin/sites.ts, or end the delegation, if nothing ' +
              `else is in that zone.\n${changeRecord(site.hostedZoneId, 'DELETE', record)}`,
            page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
          },
        ];
  });
  return (await Promise.all(findings)).flat();
}

/** A name and those above it, below the apex of the zone. */
function upToApex(name: string, apex: string): string[] {
  return name !== apex && name.endsWith(`.${apex}`) ? [name, ...upToApex(name.replace(/^[^.]+\./, ''), apex)] : [];
}
