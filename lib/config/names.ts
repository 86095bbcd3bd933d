import { createHash } from 'node:crypto';

/** Id of a site's one replication rule: part of its metrics' names. */
export const REPLICATION_RULE_ID = 'ReplicateToSecondary';

/** Key of the object in the secondary bucket whose presence fails the site over: the operator's switch. */
export const SWITCH_KEY = 'failover-switch';

/**
 * How often Route 53's checkers look for it, whatever the site's own interval is. Another interval would replace the
 * switch's check before the records had heard of the new one, and nobody can say how they go by one that is gone.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHealthCheck.html
 */
export const SWITCH_INTERVAL_SECONDS = 10;

/** Name of one of a site's stacks; begins with a letter whatever the domain does. */
export function stackName({ domainName }: { readonly domainName: string }, role: string): string {
  return `site-${dashed(domainName)}-${role}`;
}

/** Every name that a site has or had, with the field that gives it; each may be the name of a bucket at the secondary. */
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

/** How no bucket's name may begin, though a domain's may. */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)/;

/**
 * Name of a bucket: the domain cut short, the account, and a hash that tells apart domains alike so far.
 *
 * Without dots, so that the wildcard certificate of S3's hosts covers it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function computedBucketName(
  { domainName, account }: { readonly domainName: string; readonly account: string },
  region: string,
): string {
  const hash = createHash('sha256').update([domainName, account, region].join('\n')).digest('hex').slice(0, 8);
  const suffix = `-${account}-${hash}`;
  return (
    dashed(domainName)
      .replace(RESERVED, 'site-$1')
      .slice(0, 63 - suffix.length)
      .replace(/-+$/, '') + suffix
  );
}

function dashed(domainName: string): string {
  return domainName.replaceAll('.', '-');
}
