import type { Assembly } from '../../rules/assembly/assembly';
import { allRecords, hostedZoneOf, zoneOf, type DnsRecord } from '../../rules/route53/dns-record';
import { groupBy, hostName } from '../../rules/site';

/** The names of the zones that records are in, the longest first. */
export function apexesOf(assembly: Assembly): string[] {
  const zones = groupBy(allRecords(assembly), (record) => zoneOf(record, assembly));
  const apexes = [...zones.values()].map((records) => nameOfZone(records, assembly));
  return [...new Set(apexes)].sort((one, other) => other.length - one.length);
}

/** A zone's name; of one that the templates give an id of only, the longest that all its records are below. */
function nameOfZone(records: readonly DnsRecord[], assembly: Assembly): string {
  const [first] = records;
  const zone = first && hostedZoneOf(first, assembly);
  const given = hostName(zone ? zone.at('Name').text : first?.zoneName.text);
  return given || records.map(({ name }) => withoutWildcard(name)).reduce(commonEnd);
}

function withoutWildcard(name: string): string {
  return name.replace(/^\*\./, '');
}

function commonEnd(one: string, other: string): string {
  let end = one;
  while (!isWithin(other, end) && end.includes('.')) {
    end = end.slice(end.indexOf('.') + 1);
  }
  return end;
}

/** Whether a name is another, or below it. */
export function isWithin(name: string, apex: string): boolean {
  return name === apex || name.endsWith(`.${apex}`);
}
