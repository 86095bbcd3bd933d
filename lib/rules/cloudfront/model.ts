import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { allRecords } from '../route53/dns-record';
import { groupBy, hostName } from '../site';

/** How a distribution, its origins and the records that point at it hang together. */

export const DISTRIBUTION = 'AWS::CloudFront::Distribution';
export const BUCKET = 'AWS::S3::Bucket';

export function configOf(distribution: Resource): Value {
  return distribution.at('DistributionConfig');
}

/** What viewers are shown over HTTPS. */
export function certificateOf(distribution: Resource): Value {
  return configOf(distribution).at('ViewerCertificate');
}

/** The default behavior, there or not, and then the others. */
export function behaviorsOf(distribution: Resource): readonly Value[] {
  return [defaultBehaviorOf(distribution), ...configOf(distribution).at('CacheBehaviors').list];
}

export function defaultBehaviorOf(distribution: Resource): Value {
  return configOf(distribution).at('DefaultCacheBehavior');
}

export function originsOf(distribution: Resource): readonly Value[] {
  return configOf(distribution).at('Origins').list;
}

export function originGroupsOf(distribution: Resource): readonly Value[] {
  return configOf(distribution).at('OriginGroups.Items').list;
}

/** The origins that a behavior asks, in the order in which it does. */
export function targetsOf(behavior: Value, distribution: Resource): readonly Value[] {
  const target = behavior.at('TargetOriginId').text;
  const group = originGroupsOf(distribution).find((one) => one.at('Id').text === target);
  const ids = group ? membersOf(group) : [target];
  const origins = originsOf(distribution);
  return ids.flatMap((id) => origins.find((origin) => origin.at('Id').text === id) ?? []);
}

/** Origin ids of an origin group, the primary's first. */
export function membersOf(group: Value): (string | undefined)[] {
  return group.at('Members.Items').list.map((member) => member.at('OriginId').text);
}

/** What a hostname of S3 tells. */
export interface S3Host {
  readonly kind: 'regional' | 'global' | 'dualstack' | 'accelerate' | 'website';
  /** Absent for an endpoint without a bucket. */
  readonly bucket?: string;
  /** Absent from a global hostname. */
  readonly region?: string;
}

const WEBSITE_HOST = /^(?:(.+)\.)?s3-website[.-]([a-z0-9-]+)\.amazonaws\.com$/;
const REST_HOST = /^(?:(.+)\.)?s3(-accelerate)?[.-](dualstack\.)?(?:([a-z0-9-]+)\.)?amazonaws\.com$/;

export function s3Host(host: string | undefined): S3Host | undefined {
  const name = (host ?? '').replace(/\.$/, '');
  const website = WEBSITE_HOST.exec(name);
  if (website) {
    return { kind: 'website', bucket: website[1], region: website[2] };
  }
  const rest = REST_HOST.exec(name);
  if (!rest) {
    return undefined;
  }
  const [, bucket, accelerate, dualstack, region] = rest;
  const kind = accelerate ? 'accelerate' : dualstack ? 'dualstack' : region ? 'regional' : 'global';
  return { kind, bucket, region };
}

/** The S3 hostname of an origin that speaks S3's REST API. */
export function restHost(origin: Value): S3Host | undefined {
  const host = s3Host(origin.at('DomainName').text);
  return host?.kind === 'website' ? undefined : host;
}

/** The bucket of an origin, if it is in this app. */
export function bucketOf(origin: Value, assembly: Assembly): Resource | undefined {
  return assembly.find(BUCKET, s3Host(origin.at('DomainName').text)?.bucket);
}

/** Alternate names, as names compare. */
export function aliasesOf(distribution: Resource): string[] {
  return configOf(distribution).at('Aliases').texts.map(hostName);
}

/** Names of the records that lead to a distribution. */
export function namesLeadingTo(distribution: Resource, assembly: Assembly): readonly string[] {
  return assembly.once(namesByTarget).get(hostName(distribution.attribute('DomainName'))) ?? [];
}

function namesByTarget(assembly: Assembly): Map<string, string[]> {
  const targets = allRecords(assembly).flatMap((record) =>
    [record.at('AliasTarget.DNSName').text, ...record.at('ResourceRecords').texts].map((target) => ({
      name: record.name,
      target: hostName(target),
    })),
  );
  return new Map(
    [...groupBy(targets, ({ target }) => target)].map(([target, found]) => [target, found.map(({ name }) => name)]),
  );
}

/** Whether an alternate name lets a distribution answer for a host; `*.example.com` does for every depth. */
export function answersFor(alias: string, host: string): boolean {
  return alias === host || (alias.startsWith('*.') && host.endsWith(alias.slice(1)));
}

/** Names that a distribution answers for and, when it is lost, an S3 website endpoint over plain HTTP. */
export function websiteNames(distribution: Resource, assembly: Assembly): string[] {
  const names = [...aliasesOf(distribution), ...namesLeadingTo(distribution, assembly)];
  const secondaries = assembly.once(namesOnWebsiteEndpoints);
  return [...new Set(names)].filter((name) => secondaries.has(name));
}

function namesOnWebsiteEndpoints(assembly: Assembly): Set<string> {
  return new Set(
    allRecords(assembly)
      .filter((record) => record.at('Failover').text === 'SECONDARY')
      .filter((record) => s3Host(record.at('AliasTarget.DNSName').text)?.kind === 'website')
      .map(({ name }) => name),
  );
}

/** Buckets that serve pages for a distribution's names when it is lost; those that only redirect are left out. */
export function secondaryWebsites(distribution: Resource, assembly: Assembly): Resource[] {
  return websiteNames(distribution, assembly)
    .map((name) => assembly.find(BUCKET, name))
    .filter((bucket) => bucket !== undefined)
    .filter((bucket) => !bucket.at('WebsiteConfiguration.RedirectAllRequestsTo').exists);
}

/** Whether a distribution gives way to an S3 website endpoint, which speaks HTTP and IPv4 alone. */
export function hasWebsiteSecondary(distribution: Resource, assembly: Assembly): boolean {
  return websiteNames(distribution, assembly).length > 0;
}
