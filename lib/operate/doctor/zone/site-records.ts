import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { recordsOf } from '../../failover-pair';
import type { Site } from '../../../site-config';
import { oncePer } from '../asking';
import type { Permission } from '../check';

export const LIST_RECORDS: Permission = {
  action: 'route53:ListResourceRecordSets',
  resources: ({ hostedZoneId }) => [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
};

/** The names that the site answers, and so has records of. */
export function answeredNames({ domainName, alternateNames }: Site): string[] {
  return [domainName, ...alternateNames];
}

/**
 * Every record of each name that the site answers.
 *
 * @throws Error of the SDK
 */
export const siteRecords = oncePer(async ({ aws, site }): Promise<Map<string, ResourceRecordSet[]>> => {
  const read = answeredNames(site).map(async (name) => [name, await recordsOf(aws, site.hostedZoneId, name)] as const);
  return new Map(await Promise.all(read));
});
