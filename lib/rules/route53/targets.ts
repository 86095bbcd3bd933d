import { hasWebsiteEndpoint, websiteEndpoint, type AliasTarget } from '../../config/regions';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';
import { distributionOfHost, hostName } from '../site';
import { allRecords, normalized, recordsOfSet, type DnsRecord } from './dns-record';

const WEBSITE_HOST = /(?:^|\.)s3-website[.-]([a-z0-9-]+)\.amazonaws\.com$/;

/** Where a record leads: the alias's name, or that of a CNAME. */
export function targetHost(record: DnsRecord): string {
  const values = record.type === 'CNAME' ? record.at('ResourceRecords').texts : [];
  return hostName(record.at('AliasTarget.DNSName').text ?? values[0]);
}

export function leadsToCloudFront(record: DnsRecord): boolean {
  return targetHost(record).endsWith('.cloudfront.net');
}

export function leadsToWebsite(record: DnsRecord): boolean {
  return WEBSITE_HOST.test(targetHost(record));
}

/** Whether a record leads to an API of API Gateway, or to a custom domain of one. */
export function leadsToApi(record: DnsRecord): boolean {
  return /\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/.test(targetHost(record));
}

/** The Region of the S3 website endpoint that a record leads to. */
export function websiteRegion(record: DnsRecord): string | undefined {
  return WEBSITE_HOST.exec(targetHost(record))?.[1];
}

/** @throws UnknownValue when CDK does not know the endpoint of that Region */
export function endpointOf(region: string): AliasTarget {
  return hasWebsiteEndpoint(region) ? websiteEndpoint(region) : unknown(`the S3 website endpoint of ${region}`);
}

/** The app's distribution that a record leads to. */
export function distributionOf(record: DnsRecord, assembly: Assembly): Resource | undefined {
  return distributionOfHost(targetHost(record), assembly);
}

/** Names whose failover ends at an S3 website endpoint: over HTTP and IPv4 alone. */
export function websiteNames(assembly: Assembly): ReadonlySet<string> {
  return assembly.once(findWebsiteNames);
}

function findWebsiteNames(assembly: Assembly): Set<string> {
  const names = allRecords(assembly)
    .filter((record) => record.at('Failover').text === 'SECONDARY' && leadsToWebsite(record))
    .map(({ name }) => name);
  return new Set(names);
}

/** Distributions by each of their alternate names. */
export function distributionsByAlias(assembly: Assembly): ReadonlyMap<string, Resource> {
  return new Map(
    assembly
      .all('AWS::CloudFront::Distribution')
      .flatMap((distribution) =>
        distribution
          .at('DistributionConfig.Aliases')
          .texts.map((alias): [string, Resource] => [normalized(alias), distribution]),
      ),
  );
}

/** The distribution that has a name among its alternate names, by a wildcard not counted. */
export function distributionNamed(name: string, assembly: Assembly): Resource | undefined {
  return assembly.once(distributionsByAlias).get(name);
}

/** The other records of a failover record's set that have a role. */
export function failoverMembers(record: DnsRecord, role: string, assembly: Assembly): DnsRecord[] {
  return recordsOfSet(record, assembly).filter((member) => member.at('Failover').text === role);
}

/** What browsers and resolvers ask for to reach a site. */
export function isAddress({ type }: DnsRecord): boolean {
  return type === 'A' || type === 'AAAA' || type === 'CNAME';
}
