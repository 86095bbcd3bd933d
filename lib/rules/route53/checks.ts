import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';
import { bucketOfHost, hostName } from '../site';
import type { DnsRecord } from './dns-record';

export const HEALTH_CHECK = 'AWS::Route53::HealthCheck';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A check that watches an endpoint, as the one that a record has comes to hear of it. */
export interface Watcher {
  readonly check: Resource;
  /** Whether the record's check is healthy while the endpoint is not, for all that this one says. */
  readonly inverted: boolean;
}

/** Whether an id could be that of a health check which another app created. */
export function mayBeElsewhere(id: string): boolean {
  return UUID.test(id);
}

/** The health check of a record. */
export function checkOf(record: DnsRecord, assembly: Assembly): Resource | undefined {
  return findCheck(record.at('HealthCheckId').text, assembly);
}

/** @throws UnknownValue for one of another app */
export function findCheck(id: string | undefined, assembly: Assembly): Resource | undefined {
  const check = assembly.find(HEALTH_CHECK, id);
  return (
    check ?? (id !== undefined && mayBeElsewhere(id) ? unknown(`the health check ${id}, of another app`) : undefined)
  );
}

export function typeOf(check: Resource): string | undefined {
  return check.at('HealthCheckConfig.Type').text;
}

/** Whether a check asks an endpoint itself. */
export function isEndpointCheck(check: Resource): boolean {
  return /^(TCP|HTTPS?(_STR_MATCH)?)$/.test(typeOf(check) ?? '');
}

export function isInverted(check: Resource): boolean {
  return check.at('HealthCheckConfig.Inverted').flag === true;
}

export function childIds(check: Resource): string[] {
  return check.at('HealthCheckConfig.ChildHealthChecks').texts;
}

/** The checks that one rests on which watch something themselves: itself, or the children of a calculated one. */
export function watchersOf(check: Resource, assembly: Assembly): Watcher[] {
  return follow({ check, inverted: false }, assembly, new Set());
}

function follow({ check, inverted }: Watcher, assembly: Assembly, above: Set<Resource>): Watcher[] {
  const watcher = { check, inverted: inverted !== isInverted(check) };
  if (typeOf(check) !== 'CALCULATED') {
    return [watcher];
  }
  if (above.has(check)) {
    return [];
  }
  return childIds(check).flatMap((id) => {
    const child = findCheck(id, assembly);
    return child ? follow({ check: child, inverted: watcher.inverted }, assembly, new Set([...above, check])) : [];
  });
}

/** The host that a check asks; where it has an address, the name is but a header. */
export function watchedHost(check: Resource): string {
  const { text } = check.at('HealthCheckConfig.IPAddress');
  return hostName(text ?? check.at('HealthCheckConfig.FullyQualifiedDomainName').text);
}

/** The bucket that a check reads an object of, over S3's REST endpoints. */
export function watchedBucket(check: Resource, assembly: Assembly): Resource | undefined {
  const host = watchedHost(check);
  return isEndpointCheck(check) && !host.includes('.s3-website') ? bucketOfHost(host, assembly) : undefined;
}

/** The key of the object that a check reads. */
export function watchedKey(check: Resource): string {
  const path = check.at('HealthCheckConfig.ResourcePath').text ?? '/';
  const key = path.replace(/[?#].*$/s, '').replace(/^\//, '');
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
