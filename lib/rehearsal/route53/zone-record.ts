import type { Answer } from 'dns-packet';
import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import type { DnsRecord } from '../../rules/route53/dns-record';
import { hostName } from '../../rules/site';
import { NotUnderstood } from '../not-understood';
import { recordData, resourceRecord } from './record-data';
import { understands } from './understood';

/** Where an alias leads. */
export interface Target {
  readonly kind: 'cloudfront' | 'website' | 'api';
  /** The name that it leads to. */
  readonly host: string;
  readonly record: DnsRecord;
}

/** Addresses that stand for the servers of a target. */
export interface Addresses {
  readonly a: readonly string[];
  readonly aaaa: readonly string[];
}

/** A record as a zone answers with it. */
export interface ZoneRecord {
  readonly record: DnsRecord;
  readonly type: string;
  readonly role: 'PRIMARY' | 'SECONDARY' | undefined;
  readonly check: Resource | undefined;
  /** What is answered, to whoever asks by this name. */
  answers(name: string): Answer[];
}

/** Seconds: measured by others for CloudFront, and the most that was seen for S3 websites; nobody tells of API Gateway. */
const ALIAS_TTL = 60;

const KINDS = [
  ['cloudfront', /\.cloudfront\.net$/],
  ['api', /\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/],
  ['website', /(^|\.)s3-website[.-][a-z0-9-]+\.amazonaws\.com$/],
] as const;

/** @throws NotUnderstood for a property, a type or a target that is not rehearsed */
export function zoneRecord(
  record: DnsRecord,
  assembly: Assembly,
  addressOf: (target: Target) => Addresses,
): ZoneRecord {
  refuseUnknown(record);
  const role = record.at('Failover').text;
  if (role !== undefined && role !== 'PRIMARY' && role !== 'SECONDARY') {
    return refuse(record, 'Failover');
  }
  const checkId = record.at('HealthCheckId').text;
  const check = assembly.find('AWS::Route53::HealthCheck', checkId);
  if (checkId !== undefined && !check) {
    return refuse(record, 'HealthCheckId');
  }
  const type = record.type ?? '';
  const answers = record.at('AliasTarget').exists ? aliasAnswers(record, type, addressOf) : ownAnswers(record, type);
  return { record, type, role, check, answers };
}

export function refuse(record: DnsRecord, property: string): never {
  const at = record.at(property);
  throw new NotUnderstood(record.resource.path, `${at.place}: ${String(at)}`);
}

function refuseUnknown(record: DnsRecord): void {
  const names =
    record.place?.entries.map(([name]) => name) ??
    Object.keys(record.resource.source.Properties ?? {}).filter((name) => record.at(name).exists);
  const parts = record.at('AliasTarget').entries.map(([name]) => `AliasTarget.${name}`);
  for (const name of [...names.filter((property) => property !== 'AliasTarget'), ...parts]) {
    if (!understands('AWS::Route53::RecordSet', name)) {
      refuse(record, name);
    }
  }
}

function aliasAnswers(
  record: DnsRecord,
  type: string,
  addressOf: (target: Target) => Addresses,
): ZoneRecord['answers'] {
  const host = hostName(record.at('AliasTarget.DNSName').text);
  const kind = KINDS.find(([, pattern]) => pattern.test(host))?.[0];
  if (kind === undefined) {
    return refuse(record, 'AliasTarget.DNSName');
  }
  if (type !== 'A' && type !== 'AAAA') {
    return refuse(record, 'Type');
  }
  // Route 53 refuses it for a distribution; an S3 website is never unhealthy by itself, an API perhaps
  if (kind !== 'website' && record.at('AliasTarget.EvaluateTargetHealth').flag === true) {
    return refuse(record, 'AliasTarget.EvaluateTargetHealth');
  }
  return (name) => {
    const { a, aaaa } = addressOf({ kind, host, record });
    return (type === 'A' ? a : aaaa).map((address) => resourceRecord(type, name, ALIAS_TTL, address));
  };
}

function ownAnswers(record: DnsRecord, type: string): ZoneRecord['answers'] {
  const values = record.at('ResourceRecords').texts;
  const data = values.map((value) => recordData(type, value));
  if (data.length === 0 || data.includes(undefined)) {
    return refuse(record, data.length === 0 ? 'AliasTarget' : 'ResourceRecords');
  }
  const ttl = record.at('TTL').number ?? refuse(record, 'TTL');
  return (name) => data.map((value) => resourceRecord(type, name, ttl, value));
}
