import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, ResourceRule } from '../rule';
import { groupBy, hostName } from '../site';

/** A record, of a resource of its own or in a group. */
export interface DnsRecord {
  readonly resource: Resource;
  /** The record as a whole; a resource of its own needs no place. */
  readonly place: Value | undefined;
  at(names: string): Value;
  /** Id of its zone, else its zone's name; in a group, the group may give it. */
  readonly zone: Value;
  readonly zoneName: Value;
  /** Lower case, without the dot at its end. */
  readonly name: string;
  readonly type: string | undefined;
}

/** A rule about records, wherever they are written. */
export interface RecordRule extends Omit<ResourceRule, 'types' | 'check'> {
  check(record: DnsRecord, assembly: Assembly): Iterable<Problem>;
}

const GROUP = 'AWS::Route53::RecordSetGroup';
const RECORD_TYPES = ['AWS::Route53::RecordSet', GROUP];

export function recordRule(rule: RecordRule): ResourceRule {
  return {
    ...rule,
    types: RECORD_TYPES,
    *check(resource, assembly) {
      for (const record of recordsIn(resource)) {
        yield* rule.check(record, assembly);
      }
    },
  };
}

/** Views keep what they have read. */
const VIEWS = new WeakMap<Resource, DnsRecord[]>();

export function recordsIn(resource: Resource): DnsRecord[] {
  let views = VIEWS.get(resource);
  if (!views) {
    views =
      resource.type === GROUP ? resource.at('RecordSets').list.map((place) => view(resource, place)) : [view(resource)];
    VIEWS.set(resource, views);
  }
  return views;
}

/** Every record of the app. */
export function allRecords(assembly: Assembly): DnsRecord[] {
  return RECORD_TYPES.flatMap((type) => assembly.all(type)).flatMap(recordsIn);
}

function view(resource: Resource, place?: Value): DnsRecord {
  const at = (names: string) => (place ?? resource).at(names);
  const own = (property: string) => {
    const value = at(property);
    return place === undefined || value.exists ? value : resource.at(property);
  };
  let name: string | undefined;
  return {
    resource,
    place,
    at,
    get zone() {
      return own('HostedZoneId');
    },
    get zoneName() {
      return own('HostedZoneName');
    },
    get name() {
      return (name ??= normalized(at('Name').text));
    },
    get type() {
      return at('Type').text;
    },
  };
}

/** `\052` is how Route 53 itself writes the asterisk. */
export function normalized(name: string | undefined): string {
  return hostName(name).replaceAll('\\052', '*');
}

/** What identifies a record's zone: equal for all records of one zone. */
export function zoneOf({ zone, zoneName }: DnsRecord, assembly: Assembly): string {
  const name = zone.exists ? undefined : hostName(zoneName.text);
  return name === undefined ? zoneId(zone) : (assembly.once(zonesByName).get(name)?.ref ?? name);
}

/** A zone's id without the path that some APIs put before it. */
export function zoneId(value: Value): string {
  return (value.text ?? '').replace(/^\/hostedzone\//, '');
}

/** The zone of a record, when it is of this app. */
export function hostedZoneOf(record: DnsRecord, assembly: Assembly): Resource | undefined {
  return assembly.find('AWS::Route53::HostedZone', zoneOf(record, assembly));
}

function zonesByName(assembly: Assembly): Map<string, Resource> {
  return new Map(assembly.all('AWS::Route53::HostedZone').map((zone) => [hostName(zone.at('Name').text), zone]));
}

/** Records of the same name and zone, itself included. */
export function recordsOfName(record: DnsRecord, assembly: Assembly): readonly DnsRecord[] {
  return assembly.once(recordsByName).get(nameKey(record, assembly)) ?? [];
}

/** Records of the same name, type and zone, itself included. */
export function recordsOfSet(record: DnsRecord, assembly: Assembly): DnsRecord[] {
  return recordsOfName(record, assembly).filter(({ type }) => type === record.type);
}

function recordsByName(assembly: Assembly): Map<string, DnsRecord[]> {
  return groupBy(allRecords(assembly), (record) => nameKey(record, assembly));
}

function nameKey(record: DnsRecord, assembly: Assembly): string {
  return `${zoneOf(record, assembly)} ${record.name}`;
}

export function isSame(one: DnsRecord, other: DnsRecord): boolean {
  return one.resource === other.resource && one.place?.place === other.place?.place;
}

/** How a record is shown to a person: `example.com A (PRIMARY)`. */
export function shown(record: DnsRecord): string {
  const role = record.at('Failover').text;
  return [record.name || 'a record', record.type, role && `(${role})`].filter(Boolean).join(' ');
}
