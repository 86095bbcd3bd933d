import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { primaryBuckets } from '../cloudfront/first-origins';
import { deploymentsInto } from '../content/published';
import type { Rule } from '../rule';
import { sourcesOf } from '../s3/model';
import { checkRule, setting } from './check-settings';
import { checkOf, childIds, findCheck, isInverted, typeOf, watchedBucket, watchedKey } from './checks';
import { decisionOf } from './decisions';
import { allRecords, recordRule, shown } from './dns-record';
import { checkedOverHttp } from './health-object';
import { problem } from './record-shape';

const SWITCHING =
  'https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/';
const CALCULATED = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html';
const STATUS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

/** Switches by which an operator fails a site over: inverted health checks of an object that is there, or not. */
export const switchRules: readonly Rule[] = [
  checkRule({
    id: 'switches-decide-alone',
    severity: 'error',
    sentence:
      "A calculated health check of a PRIMARY that counts an operator's switch is unhealthy as soon as one child is: its " +
      'threshold is the number of children.',
    page: CALCULATED,
    *check(check, assembly) {
      const ids = typeOf(check) === 'CALCULATED' && assembly.once(decidingChecks).has(check) ? childIds(check) : [];
      const at = setting(check, 'HealthThreshold');
      const switches = ids.flatMap((id) => findCheck(id, assembly) ?? []).filter(isInverted);
      if (switches.length > 0 && at.number !== ids.length) {
        yield {
          at,
          wrong: `the health check is healthy with ${String(at)} of ${ids.length}, whatever ${switches[0]?.path} says`,
          write: `set HealthThreshold to ${ids.length}`,
        };
      }
    },
  }),
  recordRule({
    id: 'switches-are-there-before-their-records',
    severity: 'error',
    sentence:
      'An inverted health check that decides over a PRIMARY is in a stack that is deployed before: a new one is unhealthy ' +
      'at first, and fails the site over.',
    page: STATUS,
    *check(record, assembly) {
      for (const { check } of decisionOf(record, assembly).watchers.filter(({ check: one }) => isInverted(one))) {
        if (check.stack === record.resource.stack || !assembly.isCreatedAfter(record.resource, check)) {
          yield problem(
            record,
            record.at('HealthCheckId'),
            `${shown(record)} follows ${check.path} as soon as that is created, and is unhealthy then`,
            `move ${check.path} to a stack that is deployed before ${record.resource.stack.path}`,
          );
        }
      }
    },
  }),
  checkRule({
    id: 'switches-are-put-by-operators-alone',
    severity: 'error',
    sentence: "No deployment writes or removes the object of an operator's switch, nor replicates it.",
    page: SWITCHING,
    *check(check, assembly) {
      const bucket = isInverted(check) ? checkedOverHttp(check, assembly) : undefined;
      const key = watchedKey(check);
      const own = bucket ? deploymentsInto(bucket, assembly) : [];
      const sources = bucket ? sourcesOf(bucket, assembly) : [];
      const all = [...own, ...sources.flatMap((source) => deploymentsInto(source, assembly))];
      const writing = all.find(({ keys }) => keys?.has(key));
      const removing = own.find((deployment) => deployment.prunes && !deployment.leavesAlone(key));
      const other = writing ?? removing;
      if (other) {
        yield {
          at: setting(check, 'ResourcePath'),
          wrong: `${other.resource.path} ${writing ? 'writes' : 'removes'} ${key}, which fails the site ${writing ? 'over' : 'back'}`,
          write: 'set ResourcePath to a key that no content has',
        };
      }
    },
  }),
  recordRule({
    id: 'switches-outlive-the-primary',
    severity: 'error',
    sentence: "The object of an operator's switch is in another bucket and another Region than the primary.",
    page: SWITCHING,
    *check(record, assembly) {
      const { distribution, watchers } = decisionOf(record, assembly);
      const primaries = distribution ? primaryBuckets(distribution, assembly) : [];
      const regions = primaries.map(({ stack }) => stack.region);
      for (const { check } of watchers.filter((one) => one.inverted)) {
        const bucket = watchedBucket(check, assembly);
        if (bucket && regions.includes(bucket.stack.region)) {
          yield {
            resource: check,
            at: setting(check, 'FullyQualifiedDomainName'),
            wrong: `the switch of ${record.name} is in ${bucket.stack.region}, where the primary bucket is: lost with it`,
            write: 'watch an object of the secondary bucket',
          };
        }
      }
    },
  }),
];

/** Checks that PRIMARY records rest on, calculated ones included. */
function decidingChecks(assembly: Assembly): Set<Resource> {
  const deciding = new Set<Resource>();
  const add = (check: Resource | undefined) => {
    if (check && !deciding.has(check)) {
      deciding.add(check);
      childIds(check).forEach((id) => add(findCheck(id, assembly)));
    }
  };
  for (const record of allRecords(assembly)) {
    add(record.at('Failover').text === 'PRIMARY' ? checkOf(record, assembly) : undefined);
  }
  return deciding;
}
