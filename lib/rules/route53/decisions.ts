import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { hidesLossOfOrigin, primaryBuckets } from '../cloudfront/first-origins';
import type { Rule } from '../rule';
import { replicasOf } from '../s3/model';
import { checkOf, watchedBucket, watchersOf, type Watcher } from './checks';
import { recordRule, shown, type DnsRecord } from './dns-record';
import { problem } from './record-shape';
import { distributionOf } from './targets';

const CHOICE =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html';

/** That DNS moves when visitors would suffer, and only then. */
export const decisionRules: readonly Rule[] = [
  recordRule({
    id: 'primaries-outlive-buckets-that-cloudfront-replaces',
    severity: 'error',
    sentence:
      'Where an origin group hides the loss of a bucket, the health check of the PRIMARY watches the distribution, not ' +
      'that bucket: DNS stays.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
    *check(record, assembly) {
      const { distribution, watchers } = decisionOf(record, assembly);
      const buckets = distribution && hidesLossOfOrigin(distribution) ? primaryBuckets(distribution, assembly) : [];
      const watcher = watchers.find((one) => !one.inverted && isAmong(buckets, one, assembly));
      if (watcher) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${shown(record)} is unhealthy when the bucket of ${watcher.check.path} is lost, though CloudFront serves its replica`,
          "set it to a health check of the distribution's own domain name",
        );
      }
    },
  }),
  recordRule({
    id: 'primaries-do-not-rest-on-the-secondary',
    severity: 'error',
    sentence:
      "A PRIMARY does not become unhealthy with the replica that takes over, unless by an operator's switch: a check of an " +
      'object there is inverted.',
    page: CHOICE,
    *check(record, assembly) {
      const { distribution, watchers } = decisionOf(record, assembly);
      const replicas = (distribution ? primaryBuckets(distribution, assembly) : []).flatMap((bucket) =>
        replicasOf(bucket, assembly),
      );
      for (const { check } of watchers.filter((one) => !one.inverted && isAmong(replicas, one, assembly))) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${shown(record)} is unhealthy when ${check.path} cannot read the replica, where the SECONDARY leads`,
          'take the check out, or set its Inverted to true',
        );
      }
    },
  }),
];

interface Decision {
  /** Where the PRIMARY leads. */
  readonly distribution?: Resource;
  /** What its health rests on; nothing for other records. */
  readonly watchers: readonly Watcher[];
}

/** What decides over a PRIMARY record. */
export function decisionOf(record: DnsRecord, assembly: Assembly): Decision {
  const check = record.at('Failover').text === 'PRIMARY' ? checkOf(record, assembly) : undefined;
  return { distribution: distributionOf(record, assembly), watchers: check ? watchersOf(check, assembly) : [] };
}

function isAmong(buckets: readonly Resource[], { check }: Watcher, assembly: Assembly): boolean {
  const bucket = watchedBucket(check, assembly);
  return bucket !== undefined && buckets.includes(bucket);
}
