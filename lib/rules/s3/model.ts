import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { primaryBuckets } from '../cloudfront/first-origins';
import { isForAnonymous } from '../iam/strangers';
import { distributionNamed, websiteNames } from '../route53/targets';
import { bucketOfArn, bucketStatements, originBuckets, replicationRulesOf } from '../site';

/** What the buckets of a site are there for, read from what refers to them. */

export const BUCKET = 'AWS::S3::Bucket';

/** Whether a bucket's website serves pages; others send visitors elsewhere, or are none. */
export function servesPages(bucket: Resource): boolean {
  return bucket.at('WebsiteConfiguration').exists && !redirects(bucket);
}

/** Whether a bucket's website sends every visitor elsewhere. */
export function redirects(bucket: Resource): boolean {
  return bucket.at('WebsiteConfiguration.RedirectAllRequestsTo').exists;
}

/** Buckets whose website answers when DNS fails over, over HTTP alone, with the distributions that it stands in for. */
export function fallbackWebsites(assembly: Assembly): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  return assembly.once(findFallbackWebsites);
}

function findFallbackWebsites(assembly: Assembly): Map<Resource, Set<Resource>> {
  const found = new Map<Resource, Set<Resource>>();
  for (const name of websiteNames(assembly)) {
    const bucket = assembly.find(BUCKET, name);
    const distribution = distributionNamed(name, assembly);
    if (bucket) {
      found.set(bucket, new Set(distribution ? [distribution] : []));
    }
  }
  return found;
}

/** Buckets that distributions read by S3's own hostnames, each with its distributions. */
export function origins(assembly: Assembly): ReadonlyMap<Resource, readonly Resource[]> {
  return assembly.once(findOrigins);
}

function findOrigins(assembly: Assembly): Map<Resource, Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const distribution of assembly.all('AWS::CloudFront::Distribution')) {
    for (const bucket of new Set(originBuckets(distribution, assembly))) {
      found.set(bucket, [...(found.get(bucket) ?? []), distribution]);
    }
  }
  return found;
}

/** Buckets that distributions ask first; what takes over in an origin group may be a website, on its way in or out. */
function findFirstOrigins(assembly: Assembly): Set<Resource> {
  const distributions = assembly.all('AWS::CloudFront::Distribution');
  return new Set(distributions.flatMap((distribution) => primaryBuckets(distribution, assembly)));
}

/** Buckets with a site's pages: origins, what those are replicated to, and websites that DNS fails over to. */
export function siteBuckets(assembly: Assembly): ReadonlySet<Resource> {
  return assembly.once(findSiteBuckets);
}

function findSiteBuckets(assembly: Assembly): Set<Resource> {
  const sources = [...origins(assembly).keys()];
  const replicas = sources.flatMap((bucket) => replicasOf(bucket, assembly));
  return new Set([...sources, ...replicas, ...[...fallbackWebsites(assembly).keys()].filter(servesPages)]);
}

/** The bucket of the app that a replication rule copies to. */
export function replicaOf(rule: Value, assembly: Assembly): Resource | undefined {
  return bucketOfArn(rule.at('Destination.Bucket').text, assembly);
}

export function replicasOf(bucket: Resource, assembly: Assembly): Resource[] {
  return replicationRulesOf(bucket)
    .filter((rule) => rule.at('Status').text === 'Enabled')
    .flatMap((rule) => replicaOf(rule, assembly) ?? []);
}

/** Whether a bucket is meant to be public: its website serves pages, when DNS fails over or to no distribution. */
export function isPublicWebsite(bucket: Resource, assembly: Assembly): boolean {
  const isNamed = fallbackWebsites(assembly).has(bucket) && !redirects(bucket);
  return isNamed || (servesPages(bucket) && !assembly.once(findFirstOrigins).has(bucket));
}

/** Whether pages of a bucket are what visitors get when DNS fails over. */
export function isFallback(bucket: Resource, assembly: Assembly): boolean {
  return servesPages(bucket) && fallbackWebsites(assembly).has(bucket);
}

/** Whether somebody unknown may read something in a bucket, were it from some addresses only. */
export function hasAnonymousReaders(bucket: Resource, assembly: Assembly): boolean {
  return bucketStatements(bucket, assembly).some(isForAnonymous);
}

/** Whether S3 is to encrypt a bucket's objects with keys of KMS, which the anonymous may not use. */
export function kmsEncryption(bucket: Resource): Value | undefined {
  return bucket
    .at('BucketEncryption.ServerSideEncryptionConfiguration')
    .list.map((rule) => rule.at('ServerSideEncryptionByDefault.SSEAlgorithm'))
    .find((algorithm) => algorithm.text?.startsWith('aws:kms'));
}

/** The range of a rule of a bucket that is about some of its objects only: by prefix, tag or size. */
export function narrowing(rule: Value): Value | undefined {
  const places = ['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan', 'TagFilter', 'And'].flatMap(
    (name) => [rule.at(name), rule.at('Filter').at(name)],
  );
  return places.find((at) => at.list.length > 0 && !isEmptyRange(at));
}

function isEmptyRange(at: Value): boolean {
  return at.place.endsWith('.And') ? !narrowing(at) : String(at) === '';
}

/** Buckets that are replicated to a bucket. */
export function sourcesOf(bucket: Resource, assembly: Assembly): readonly Resource[] {
  return assembly.once(sourcesByReplica).get(bucket) ?? [];
}

function sourcesByReplica(assembly: Assembly): Map<Resource, Resource[]> {
  const sources = new Map<Resource, Resource[]>();
  for (const bucket of assembly.all(BUCKET)) {
    for (const replica of replicasOf(bucket, assembly)) {
      sources.set(replica, [...(sources.get(replica) ?? []), bucket]);
    }
  }
  return sources;
}
