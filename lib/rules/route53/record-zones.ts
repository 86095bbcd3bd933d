import { CLOUDFRONT_ZONE_ID } from '../../config/regions';
import type { Assembly } from '../assembly/assembly';
import { groupBy, hostName } from '../site';
import { allRecords, hostedZoneOf, normalized, recordRule, shown, zoneId, zoneOf, type DnsRecord } from './dns-record';
import { problem } from './record-shape';
import { distributionNamed, leadsToCloudFront, leadsToWebsite } from './targets';

const API =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html';

/** In which zone records are. */
export const recordZoneRules = [
  recordRule({
    id: 'records-name-their-zone',
    severity: 'error',
    sentence: 'A record names its zone, either by id or by a name that ends with a dot.',
    page: API,
    *check(record) {
      const { zone, zoneName } = record;
      if (zone.exists === zoneName.exists) {
        yield problem(
          record,
          zone.exists ? zoneName : zone,
          `${shown(record)} has ${zone.exists ? 'both HostedZoneId and' : 'neither HostedZoneId nor'} HostedZoneName`,
          'give it one of the two',
        );
      } else if (zoneName.exists && !zoneName.text?.endsWith('.')) {
        yield problem(
          record,
          zoneName,
          `${shown(record)} has the HostedZoneName ${String(zoneName)}`,
          `set HostedZoneName to ${String(zoneName)}.`,
        );
      } else if (zone.exists && !isZoneId(zone.text ?? '')) {
        yield problem(
          record,
          zone,
          `${shown(record)} has the HostedZoneId ${String(zone)}`,
          'set HostedZoneId to the id of the zone, up to 32 letters and digits',
        );
      } else if (zone.exists && isServiceZone(record)) {
        yield problem(
          record,
          zone,
          `${shown(record)} is put into ${String(zone)}, the zone of its target`,
          "set HostedZoneId to the site's own zone",
        );
      }
    },
  }),
  recordRule({
    id: 'records-lie-in-their-zone',
    severity: 'error',
    sentence: "The name of a record is its zone's name or lies below it.",
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html',
    *check(record, assembly) {
      const { name } = record;
      const zoneName =
        hostName(hostedZoneOf(record, assembly)?.at('Name').text ?? record.zoneName.text) ||
        assembly.once(suffixesByZone).get(zoneOf(record, assembly));
      if (zoneName && !isBelow(name, zoneName)) {
        yield problem(
          record,
          record.at('Name'),
          `${shown(record)} is not in its zone, where names end with ${zoneName}`,
          `set Name to one in ${zoneName}, or HostedZoneId to the zone of ${name}`,
        );
      }
    },
  }),
  recordRule({
    id: 'records-and-certificate-share-a-zone',
    severity: 'error',
    sentence: 'The records of a name are in the zone in which its certificate is validated.',
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html',
    *check(record, assembly) {
      const zones = assembly.once(certificateZones).get(record.name);
      if (record.zone.exists && zones && !zones.includes(zoneId(record.zone))) {
        yield problem(
          record,
          record.zone,
          `${shown(record)} is in the zone ${String(record.zone)}, its certificate is validated in ${zones.join(', ')}`,
          'give both the same HostedZoneId',
        );
      }
    },
  }),
  recordRule({
    id: 'site-names-are-in-public-zones',
    severity: 'error',
    sentence: 'The names of a site are in a public zone.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html',
    *check(record, assembly) {
      const vpcs = hostedZoneOf(record, assembly)?.at('VPCs');
      const isOfSite = record.at('Failover').exists || distributionNamed(record.name, assembly);
      if (isOfSite && vpcs && vpcs.list.length > 0) {
        yield problem(
          record,
          record.zone,
          `${shown(record)} is in a private zone, which nobody outside its VPCs asks`,
          'put the record into the public zone',
        );
      }
    },
  }),
];

function isZoneId(id: string): boolean {
  return id.includes('${') || /^(\/hostedzone\/)?[A-Z0-9]{1,32}$/.test(id);
}

function isServiceZone(record: DnsRecord): boolean {
  const id = zoneId(record.zone);
  const isOfTarget = leadsToCloudFront(record) || leadsToWebsite(record);
  return id === CLOUDFRONT_ZONE_ID || (isOfTarget && id === zoneId(record.at('AliasTarget.HostedZoneId')));
}

export function isBelow(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

/** By zone, the last two labels that most of its names end with: the zone's own name is not in a template. */
function suffixesByZone(assembly: Assembly): Map<string, string> {
  const named = allRecords(assembly).map((record) => ({ zone: zoneOf(record, assembly), name: record.name }));
  const validated = [...assembly.once(certificateZones)].flatMap(([name, zones]) =>
    zones.map((zone) => ({ zone, name })),
  );
  const suffixes = [...groupBy([...named, ...validated], ({ zone }) => zone)].map(
    ([zone, members]): [string, string] => {
      const counts = [...groupBy(members, ({ name }) => name.split('.').slice(-2).join('.'))];
      return [zone, counts.sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? ''];
    },
  );
  return new Map(suffixes);
}

/** By name, the zones in which certificates for it are validated. */
function certificateZones(assembly: Assembly): Map<string, string[]> {
  const options = assembly
    .all('AWS::CertificateManager::Certificate')
    .flatMap((certificate) => certificate.at('DomainValidationOptions').list)
    .filter((option) => option.at('HostedZoneId').exists);
  const byName = groupBy(options, (option) => normalized(option.at('DomainName').text));
  return new Map([...byName].map(([name, found]) => [name, found.map((option) => zoneId(option.at('HostedZoneId')))]));
}
