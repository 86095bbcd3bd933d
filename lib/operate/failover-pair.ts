import { ListResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Site } from '../site-config';
import type { Aws } from './aws';

/** The records that decide where a name's visitors are sent, as Route 53 has them now. */
export interface FailoverPair {
  /** Without a dot at its end. */
  readonly name: string;
  /** Host that the PRIMARY record is an alias of: the distribution's. */
  readonly primary: string;
  /** Host that the SECONDARY record is an alias of. */
  readonly secondary: string;
  /** Of the check that decides between the two. */
  readonly healthCheckId: string;
}

/**
 * Reads the A records of a name of the site.
 *
 * What is in force is asked of Route 53 alone, so that it can be read while other services are down.
 *
 * @param name @default - `domainName`
 * @throws Error that says what is missing; those of the SDK
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export async function readFailoverPair(aws: Aws, site: Site, name = site.domainName): Promise<FailoverPair> {
  const records = await recordsOf(aws, site.hostedZoneId, name);
  const aliasOf = (role: string) => {
    const record = records.find(({ Type, Failover }) => Type === 'A' && Failover === role);
    return record?.AliasTarget?.DNSName && { ...record, host: withoutDot(record.AliasTarget.DNSName) };
  };
  const [primary, secondary] = [aliasOf('PRIMARY'), aliasOf('SECONDARY')];
  if (!primary || !secondary || primary.HealthCheckId === undefined) {
    const there = records.map(({ Type, Failover }) => [Failover, Type].filter(Boolean).join(' '));
    throw new Error(
      `${name} must have a PRIMARY alias record with a health check and a SECONDARY in the zone ${site.hostedZoneId}, ` +
        `got: ${there.join(', ') || 'no record'}; deploy the site first (npm run deploy)`,
    );
  }
  return { name, primary: primary.host, secondary: secondary.host, healthCheckId: primary.HealthCheckId };
}

/**
 * Every record set of exactly this name, of the 300 that one answer holds.
 *
 * @throws Error of the SDK
 */
export async function recordsOf(aws: Aws, hostedZoneId: string, name: string): Promise<ResourceRecordSet[]> {
  // they are sorted, and begin with the name
  const asked = new ListResourceRecordSetsCommand({ HostedZoneId: hostedZoneId, StartRecordName: name });
  const { ResourceRecordSets = [] } = await aws.route53.send(asked);
  return ResourceRecordSets.filter((record) => withoutDot(record.Name ?? '') === name);
}

/** A name as people write it; Route 53 ends its names with a dot, and gives `*` as `\052`. */
export function withoutDot(name: string): string {
  return name
    .replace(/\.$/, '')
    .replace(String.raw`\052`, '*')
    .toLowerCase();
}
