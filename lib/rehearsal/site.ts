import type { Assembly } from '../rules/assembly/assembly';
import type { Resource } from '../rules/assembly/resource';
import { allRecords, type DnsRecord } from '../rules/route53/dns-record';
import { checkOf, isInverted, watchedBucket, watchedHost, watchedKey, watchersOf } from '../rules/route53/checks';
import { distributionOf, leadsToWebsite } from '../rules/route53/targets';
import { groupBy, hostName, originBuckets, replicationRulesOf } from '../rules/site';
import { replicaOf } from '../rules/s3/model';
import type { Bucket } from './s3/bucket';

/** An object that fails a site over by being there. */
export interface Switch {
  readonly check: Resource;
  readonly key: string;
}

/** A site of an app, read from its templates: what fails over to what. */
export interface RehearsedSite {
  readonly domainName: string;
  readonly distribution: Resource;
  readonly primary: Resource;
  readonly secondary: Resource;
  readonly secondaryRegion: string;
  /** The health check of the PRIMARY record. */
  readonly check: Resource;
  /** What watches the primary, of those that `check` rests on. */
  readonly primaryCheck: Resource;
  /** The operator's switch, where `check` rests on it. */
  readonly switch: Switch | undefined;
  readonly secondarySpeaksHttps: boolean;
  watchesDistribution(check: Resource): boolean;
  /** Paths of its pages. */
  pages(buckets: readonly Bucket[]): string[];
}

/**
 * Finds the site to rehearse.
 *
 * @param wanted domain name
 * @throws Error that says what is missing, or which sites there are
 */
export function siteOf(assembly: Assembly, wanted?: string): RehearsedSite {
  const primaries = primaryRecords(assembly);
  const names = primaries.map(({ name }) => name);
  const chosen = wanted === undefined && primaries.length === 1 ? primaries[0] : primaries.find(isOf(wanted));
  if (!chosen) {
    const what = primaries.length === 0 ? 'there is none with a PRIMARY record' : `one of ${names.join(', ')}`;
    throw new Error(`--site must be a site of the app, ${what}, got: ${wanted ?? 'none'}`);
  }
  return { domainName: chosen.name, ...partsOf(chosen, assembly) };
}

function isOf(wanted: string | undefined): (record: DnsRecord) => boolean {
  return ({ name }) => name === hostName(wanted);
}

/** Of each distribution one: it lists the site's name first, where no bucket tells which names are alternate ones. */
function primaryRecords(assembly: Assembly): DnsRecord[] {
  const records = allRecords(assembly).filter(
    (record) => record.type === 'A' && record.at('Failover').text === 'PRIMARY' && servesPages(record, assembly),
  );
  return [...groupBy(records, (record) => distributionOf(record, assembly))].flatMap(([distribution, ofOne]) => {
    const first = hostName(distribution?.at('DistributionConfig.Aliases').texts[0]);
    const named = ofOne.filter(({ name }) => name === first);
    return named.length > 0 && ofOne.length > 1 ? named : ofOne;
  });
}

/** Alternate names only redirect to the site's. */
function servesPages({ name }: DnsRecord, assembly: Assembly): boolean {
  return !assembly.find('AWS::S3::Bucket', name)?.at('WebsiteConfiguration.RedirectAllRequestsTo').exists;
}

function partsOf(primaryRecord: DnsRecord, assembly: Assembly): Omit<RehearsedSite, 'domainName'> {
  const { name } = primaryRecord;
  const distribution = needed(
    distributionOf(primaryRecord, assembly),
    `a distribution that the PRIMARY of ${name} leads to`,
  );
  const primary = needed(primaryBehind(distribution, assembly), `a bucket behind ${distribution.path}`);
  const secondaryRecord = allRecords(assembly).find(
    (record) => record.name === name && record.type === 'A' && record.at('Failover').text === 'SECONDARY',
  );
  const isWebsite = secondaryRecord !== undefined && leadsToWebsite(secondaryRecord);
  const named = isWebsite ? assembly.find('AWS::S3::Bucket', name) : undefined;
  const replica = replicationRulesOf(primary).map((rule) => replicaOf(rule, assembly))[0];
  const secondary = needed(named ?? replica, `a bucket named ${name}, or one that ${primary.path} is replicated to`);
  const index =
    secondary.at('WebsiteConfiguration.IndexDocument').text ??
    distribution.at('DistributionConfig.DefaultRootObject').text ??
    'index.html';
  const check = needed(checkOf(primaryRecord, assembly), `a health check of the PRIMARY of ${name}`);
  const watchers = watchersOf(check, assembly).map((watcher) => watcher.check);
  const switchCheck = watchers.find((one) => isInverted(one) && watchedBucket(one, assembly) === secondary);
  return {
    distribution,
    primary,
    secondary,
    secondaryRegion: secondary.stack.region,
    check,
    primaryCheck: needed(
      watchers.find((one) => one !== switchCheck),
      `something that ${check.path} watches the primary by`,
    ),
    switch: switchCheck && { check: switchCheck, key: watchedKey(switchCheck) },
    secondarySpeaksHttps: !isWebsite,
    watchesDistribution: (one) => watchedHost(one) === hostName(distribution.attribute('DomainName')),
    pages: (buckets) =>
      pagesIn(
        buckets.find((bucket) => bucket.resource === primary),
        index,
      ),
  };
}

/** Of the buckets that a distribution reads, the one that is copied to another. */
function primaryBehind(distribution: Resource, assembly: Assembly): Resource | undefined {
  const buckets = originBuckets(distribution, assembly);
  return buckets.find((bucket) => replicationRulesOf(bucket).length > 0) ?? buckets[0];
}

/** Directories that have an index page, by their paths. */
function pagesIn(bucket: Bucket | undefined, index: string): string[] {
  const keys = [...(bucket?.objects.keys() ?? [])].filter((key) => key === index || key.endsWith(`/${index}`));
  const paths = keys.map((key) => `/${key.slice(0, -index.length)}`);
  return paths.length > 0 ? paths : ['/'];
}

function needed<Found>(found: Found | undefined, what: string): Found {
  if (found === undefined) {
    throw new Error(`the app must have ${what} to be rehearsed`);
  }
  return found;
}
