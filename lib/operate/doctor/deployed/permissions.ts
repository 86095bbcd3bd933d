import { stacksOf, type StackRole } from '../../site-stacks';
import type { Permission } from '../check';

/** For `Examination.failoverPair` and other records. */
export const LISTS_RECORDS: Permission = {
  action: 'route53:ListResourceRecordSets',
  resources: ({ hostedZoneId }) => [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
};

/** About the health check, whose id only the records tell. */
export function ofHealthCheck(action: string): Permission {
  return { action, resources: () => ['arn:aws:route53:::healthcheck/*'] };
}

/** About the site's stacks, or some of them. */
export function ofStacks(action: string, ...roles: StackRole[]): Permission {
  return {
    action,
    resources: (site) =>
      stacksOf(site)
        .filter(({ role }) => roles.length === 0 || roles.includes(role))
        .map(({ name, region }) => `arn:aws:cloudformation:${region}:${site.account}:stack/${name}/*`),
  };
}

export function ofPrimaryBucket(action: string): Permission {
  return { action, resources: ({ primaryBucketName }) => [`arn:aws:s3:::${primaryBucketName}`] };
}

export function ofSecondaryBucket(action: string): Permission {
  return { action, resources: ({ secondaryBucketName }) => [`arn:aws:s3:::${secondaryBucketName}`] };
}
