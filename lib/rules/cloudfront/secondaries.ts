import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { allRecords } from '../route53/dns-record';
import { aliasesOf, BUCKET, hasWebsiteSecondary, namesLeadingTo } from './model';

/**
 * Whether visitors of a distribution may be, or have been a while ago, at an S3 website endpoint over plain HTTP.
 *
 * One that is still there beside the secondary is what DNS led to before.
 */
export function mayLeadToWebsite(distribution: Resource, assembly: Assembly): boolean {
  return (
    hasWebsiteSecondary(distribution, assembly) ||
    aliasesOf(distribution).some((name) => {
      const website = assembly.find(BUCKET, name)?.at('WebsiteConfiguration');
      return website?.exists === true && !website.at('RedirectAllRequestsTo').exists;
    })
  );
}

/** Whether a distribution gives way to something else, when it is lost. */
export function hasSecondary(distribution: Resource, assembly: Assembly): boolean {
  const names = assembly.once(namesWithSecondary);
  return [...aliasesOf(distribution), ...namesLeadingTo(distribution, assembly)].some((name) => names.has(name));
}

function namesWithSecondary(assembly: Assembly): Set<string> {
  const secondaries = allRecords(assembly).filter((record) => record.at('Failover').text === 'SECONDARY');
  return new Set(secondaries.map(({ name }) => name));
}
