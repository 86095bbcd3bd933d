import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { primaryBuckets } from '../cloudfront/first-origins';
import type { Rule } from '../rule';
import { checkOf, isEndpointCheck, isInverted, watchedBucket, watchedHost, watchersOf, type Watcher } from './checks';
import { recordRule, shown, type DnsRecord } from './dns-record';
import { problem } from './record-shape';
import { distributionOf, failoverMembers, targetHost, websiteNames } from './targets';

const CHOICE =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html';
const VALUES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html';

/** What the health checks of a pair watch. */
export const failoverWatchRules: readonly Rule[] = [
  recordRule({
    id: 'primary-checks-watch-the-primary',
    severity: 'error',
    sentence:
      "The health check of a PRIMARY watches the bucket that its distribution reads, or, when the secondary isn't an S3 " +
      'website, the distribution.',
    page: CHOICE,
    *check(record, assembly) {
      const check = record.at('Failover').text === 'PRIMARY' ? checkOf(record, assembly) : undefined;
      const watches = watchesPrimary(record, assembly);
      if (check && watches && !watchersOf(check, assembly).some(watches)) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${check.path}, the health check of ${shown(record)}, does not watch what its distribution rests on`,
          'set HealthCheckId to the check of that bucket, and its FullyQualifiedDomainName to <bucket>.s3.<Region>.amazonaws.com',
        );
      }
    },
  }),
  recordRule({
    id: 'primary-checks-are-not-inverted',
    severity: 'error',
    sentence: 'The health check of a PRIMARY is healthy while the primary is.',
    page: VALUES,
    *check(record, assembly) {
      const check = record.at('Failover').text === 'PRIMARY' ? checkOf(record, assembly) : undefined;
      const watches = watchesPrimary(record, assembly);
      const watchers = check ? watchersOf(check, assembly) : [];
      const upsideDown = watchers.find((watcher) => watcher.inverted && watches?.(watcher));
      const inverted = check && isInverted(check) ? check : upsideDown?.check;
      if (inverted) {
        yield {
          resource: inverted,
          at: inverted.at('HealthCheckConfig.Inverted'),
          wrong: `the health check of ${shown(record)} is inverted: it fails over while the primary is healthy`,
          write: 'set Inverted to false',
        };
      }
    },
  }),
  recordRule({
    id: 'secondaries-have-no-check-of-the-primary',
    severity: 'error',
    sentence: 'A SECONDARY is not tied to the health of its PRIMARY.',
    page: CHOICE,
    *check(record, assembly) {
      const check = record.at('Failover').text === 'SECONDARY' ? checkOf(record, assembly) : undefined;
      const [primary] = check ? failoverMembers(record, 'PRIMARY', assembly) : [];
      const primaryCheck = primary && checkOf(primary, assembly);
      const hosts = primaryCheck ? watchersOf(primaryCheck, assembly).map((watcher) => watchedHost(watcher.check)) : [];
      const isShared = ({ check: own }: Watcher) => hosts.includes(watchedHost(own)) && watchedHost(own) !== '';
      if (check && (check === primaryCheck || watchersOf(check, assembly).some(isShared))) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${shown(record)} is unhealthy whenever its PRIMARY is, and never answered`,
          'remove HealthCheckId',
        );
      }
    },
  }),
  recordRule({
    id: 'secondary-checks-watch-the-secondary',
    severity: 'warning',
    sentence: 'The health check of a SECONDARY, if it has one, watches the secondary.',
    page: CHOICE,
    *check(record, assembly) {
      const check = record.at('Failover').text === 'SECONDARY' ? checkOf(record, assembly) : undefined;
      const watchers = check ? watchersOf(check, assembly) : [];
      const isOfSecondary = (watcher: Watcher) =>
        !watcher.inverted && isHostOf(watchedHost(watcher.check), record, assembly);
      if (check && !watchers.some(isOfSecondary)) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${shown(record)} has the health check ${check.path}, which does not watch ${targetHost(record)}`,
          'remove HealthCheckId: a SECONDARY without one is always answered when the PRIMARY is unhealthy',
        );
      }
    },
  }),
];

/** Whether a watcher watches what a PRIMARY rests on; undefined where the app does not tell what that is. */
function watchesPrimary(record: DnsRecord, assembly: Assembly): ((watcher: Watcher) => boolean) | undefined {
  const distribution = distributionOf(record, assembly);
  if (!distribution) {
    return undefined;
  }
  const buckets: (Resource | undefined)[] = primaryBuckets(distribution, assembly);
  const own = websiteNames(assembly).has(record.name) ? undefined : distribution.attribute('DomainName');
  return ({ check }) => {
    const bucket = watchedBucket(check, assembly);
    return (bucket !== undefined && buckets.includes(bucket)) || (isEndpointCheck(check) && watchedHost(check) === own);
  };
}

function isHostOf(host: string, record: DnsRecord, assembly: Assembly): boolean {
  const bucket = assembly.find('AWS::S3::Bucket', record.name);
  const target = targetHost(record);
  return host === target || host === `${record.name}.${target}` || host.startsWith(`${bucket?.ref ?? record.name}.s3`);
}
