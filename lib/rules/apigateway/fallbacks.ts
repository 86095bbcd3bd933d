import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { allRecords, type DnsRecord } from '../route53/dns-record';
import { distributionNamed, leadsToApi, targetHost } from '../route53/targets';
import { replicasOf } from '../s3/model';
import { originBuckets } from '../site';
import { apiOf, defaultRouteOf, domainOfHost, functionOf, integrationOf, mappingOf } from './model';

/** A name that fails over to an API, and what answers there as far as the app has it. */
export interface ApiFallback {
  readonly record: DnsRecord;
  readonly domain: Resource;
  readonly mapping?: Resource;
  readonly api?: Resource;
  readonly route?: Resource;
  readonly integration?: Resource;
  readonly fn?: Resource;
}

/** Names that fail over to the custom domain of an API. */
export function apiFallbacks(assembly: Assembly): readonly ApiFallback[] {
  return assembly.once(findFallbacks);
}

function findFallbacks(assembly: Assembly): ApiFallback[] {
  return allRecords(assembly).flatMap((record) => {
    const domain = record.at('Failover').text === 'SECONDARY' ? domainOf(record, assembly) : undefined;
    return domain ? [{ record, ...behind(domain, assembly) }] : [];
  });
}

/** Whether a name fails over to an API. */
export function isOnApi(name: string, assembly: Assembly): boolean {
  return assembly.once(namesOnApis).has(name);
}

function namesOnApis(assembly: Assembly): Set<string> {
  return new Set(apiFallbacks(assembly).map(({ record }) => record.name));
}

/** The custom domain of the app that a record leads to. */
export function domainOf(record: DnsRecord, assembly: Assembly): Resource | undefined {
  return leadsToApi(record) ? domainOfHost(targetHost(record), assembly) : undefined;
}

/** What a custom domain leads to, step by step, as far as it does. */
function behind(domain: Resource, assembly: Assembly): Omit<ApiFallback, 'record'> {
  const mapping = mappingOf(domain, assembly);
  const api = mapping && apiOf(mapping, assembly);
  const route = api && defaultRouteOf(api, assembly);
  const integration = route && integrationOf(route, assembly);
  const fn = integration && functionOf(integration, assembly);
  return { domain, mapping, api, route, integration, fn };
}

/** APIs that answer for a name that fails over. */
export function fallbackApis(assembly: Assembly): ReadonlySet<Resource | undefined> {
  return assembly.once(findFallbackApis);
}

function findFallbackApis(assembly: Assembly): Set<Resource | undefined> {
  return new Set(apiFallbacks(assembly).flatMap(({ api }) => api ?? []));
}

/** Functions that answer for a name that fails over, with the buckets that they stand in for: replicas of its origin. */
export function siteFunctions(assembly: Assembly): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  return assembly.once(findSiteFunctions);
}

function findSiteFunctions(assembly: Assembly): Map<Resource, Set<Resource>> {
  const found = new Map<Resource, Set<Resource>>();
  for (const { record, fn } of apiFallbacks(assembly)) {
    const distribution = distributionNamed(record.name, assembly);
    const buckets = distribution ? originBuckets(distribution, assembly) : [];
    const replicas = buckets.flatMap((bucket) => replicasOf(bucket, assembly));
    if (fn) {
      found.set(fn, new Set([...(found.get(fn) ?? []), ...replicas]));
    }
  }
  return found;
}
