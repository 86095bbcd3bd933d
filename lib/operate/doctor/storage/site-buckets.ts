import { isBucketName } from '../../../config/host-names';
import { namesOf } from '../../../config/names';
import type { Site } from '../../../site-config';
import type { StackRole } from '../../site-stacks';
import type { Permission } from '../check';

/** A bucket that the site has, or will have. */
export interface SiteBucket {
  readonly name: string;
  readonly region: string;
  /** The stack that makes it. */
  readonly stack: StackRole;
  readonly role: 'primary' | 'secondary' | 'redirect';
}

export function bucketsOf(site: Site): SiteBucket[] {
  const secondary = { region: site.secondaryRegion, stack: 'Secondary' as const };
  const others = namesOf(site).flatMap(({ name }) => (name !== site.domainName && isBucketName(name) ? [name] : []));
  return [
    { name: site.primaryBucketName, region: site.primaryRegion, stack: 'Website', role: 'primary' },
    { name: site.secondaryBucketName, ...secondary, role: 'secondary' },
    ...others.map((name) => ({ name, ...secondary, role: 'redirect' as const })),
  ];
}

export function ofBuckets(action: string, ...roles: SiteBucket['role'][]): Permission {
  return {
    action,
    resources: (site) =>
      bucketsOf(site)
        .filter(({ role }) => roles.length === 0 || roles.includes(role))
        .map(({ name }) => `arn:aws:s3:::${name}`),
  };
}
