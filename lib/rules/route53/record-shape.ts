import type { Problem } from '../rule';
import { recordRule, shown, type DnsRecord } from './dns-record';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

const TYPES = 'A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT'.split(' ');

const PROPERTIES = new Set(
  (
    'AliasTarget CidrRoutingConfig Comment Failover GeoLocation GeoProximityLocation HealthCheckId HostedZoneId ' +
    'HostedZoneName MultiValueAnswer Name Region ResourceRecords SetIdentifier TTL Type Weight'
  ).split(' '),
);

const LARGEST_TTL = 2 ** 31 - 1;

/** What Route 53 asks of any record. */
export const recordShapeRules = [
  recordRule({
    id: 'record-properties-exist',
    severity: 'error',
    sentence: 'A record has only properties that CloudFormation knows.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html',
    *check(record) {
      const properties =
        record.place?.entries ??
        Object.keys(record.resource.source.Properties ?? {}).map((name) => [name, record.at(name)] as const);
      for (const [name, at] of properties) {
        if (!PROPERTIES.has(name) || (record.place && name === 'Comment')) {
          yield problem(record, at, `${shown(record)} has ${name}, which records do not have`, 'remove it');
        }
      }
    },
  }),
  recordRule({
    id: 'record-types-are-known',
    severity: 'error',
    sentence: 'The type of a record is one that Route 53 knows.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    *check(record) {
      const at = record.at('Type');
      if (!TYPES.includes(at.text ?? '')) {
        yield problem(
          record,
          at,
          `${record.name} is of the type ${String(at)}`,
          'set Type to A, or to another type of Route 53, in upper case',
        );
      }
    },
  }),
  recordRule({
    id: 'record-names-are-valid',
    severity: 'error',
    sentence: 'The name of a record is a domain name: labels of 1 to 63 characters, 255 in all, no spaces.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
    *check(record) {
      const why = nameProblem(record.name);
      if (why) {
        const at = record.at('Name');
        yield problem(
          record,
          at,
          `the record's name ${String(at)} ${why}`,
          'set Name to the host, such as example.com',
        );
      }
    },
  }),
  recordRule({
    id: 'records-have-an-alias-or-values',
    severity: 'error',
    sentence: 'A record has either an AliasTarget or ResourceRecords.',
    page: API,
    *check(record) {
      const alias = record.at('AliasTarget').exists;
      if (alias === record.at('ResourceRecords').list.length > 0) {
        yield problem(
          record,
          record.at(alias ? 'ResourceRecords' : 'AliasTarget'),
          `${shown(record)} has ${alias ? 'both an AliasTarget and' : 'neither an AliasTarget nor'} ResourceRecords`,
          'give it one of the two',
        );
      }
    },
  }),
  recordRule({
    id: 'record-ttls-are-valid',
    severity: 'error',
    sentence: 'A record with values has a TTL of 0 to 2147483647 seconds, an alias has none.',
    page: API,
    *check(record) {
      const at = record.at('TTL');
      if (record.at('AliasTarget').exists) {
        if (at.exists) {
          yield problem(record, at, `${shown(record)} is an alias with a TTL (${String(at)})`, 'remove TTL');
        }
      } else if (!isWhole(at.number, 0, LARGEST_TTL)) {
        yield problem(record, at, `${shown(record)} has the TTL ${String(at)}`, 'set TTL to seconds, such as 60');
      }
    },
  }),
];

export function problem(record: DnsRecord, at: Problem['at'], wrong: string, write: string): Problem {
  return { resource: record.resource, at: at ?? record.place, wrong, write };
}

export function isWhole(number: number | undefined, least: number, most: number): boolean {
  return number !== undefined && Number.isInteger(number) && number >= least && number <= most;
}

function nameProblem(name: string): string | undefined {
  const labels = name.split('.');
  if (name === '') {
    return 'is empty';
  }
  if (/[^\x21-\x7e]/.test(name)) {
    return 'has a space, or a letter outside ASCII';
  }
  if (name.includes('://') || name.endsWith('/')) {
    return 'is a URL';
  }
  if (labels.some((label) => label.length === 0 || label.replaceAll(/\\\d{3}/g, '_').length > 63)) {
    return 'has a label that is empty or longer than 63 characters';
  }
  return name.length > 255 ? 'is longer than 255 characters' : undefined;
}
