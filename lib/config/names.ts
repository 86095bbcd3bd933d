import { createHash } from 'node:crypto';

/** Id of a site's one replication rule: part of its metrics' names. */
export const REPLICATION_RULE_ID = 'ReplicateToSecondary';

/** Name of one of a site's stacks; begins with a letter whatever the domain does. */
export function stackName({ domainName }: { readonly domainName: string }, role: string): string {
  return `site-${dashed(domainName)}-${role}`;
}

/** Every name that a site has or had, each also the name of a bucket at the secondary, with the field that gives it. */
export function namesOf(site: {
  readonly domainName?: string;
  readonly alternateNames?: readonly string[];
  readonly retiredNames?: readonly string[];
}): { path: PropertyKey[]; name: string }[] {
  const listed = (field: 'alternateNames' | 'retiredNames') =>
    (site[field] ?? []).map((name, index) => ({ path: [field, index], name }));
  const own = site.domainName === undefined ? [] : [{ path: ['domainName'], name: site.domainName }];
  return [...own, ...listed('alternateNames'), ...listed('retiredNames')];
}

/**
 * Name of the primary bucket: the domain cut short, the account, and a hash that tells apart domains alike so far.
 *
 * Without dots, so that the wildcard certificate of S3's hosts covers it.
 */
export function primaryBucketName(site: {
  readonly domainName: string;
  readonly account: string;
  readonly primaryRegion: string;
}): string {
  const hash = createHash('sha256')
    .update([site.domainName, site.account, site.primaryRegion].join('\n'))
    .digest('hex')
    .slice(0, 8);
  const suffix = `-${site.account}-${hash}`;
  return (
    dashed(site.domainName)
      .slice(0, 63 - suffix.length)
      .replace(/-+$/, '') + suffix
  );
}

function dashed(domainName: string): string {
  return domainName.replaceAll('.', '-');
}
