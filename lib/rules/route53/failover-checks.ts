import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { hidesLossOfOrigin, primaryBuckets } from '../cloudfront/first-origins';
import { CHECK_METRICS, isWatched } from '../monitoring/watched-metrics';
import type { Rule } from '../rule';
import { distributionOfHost } from '../site';
import { findCheck, HEALTH_CHECK, mayBeElsewhere, watchedBucket, watchedHost, watchersOf } from './checks';
import { allRecords, recordRule, shown } from './dns-record';
import { problem } from './record-shape';
import { distributionsByAlias } from './targets';

const ENDPOINTS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';
const VALUES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html';

/** Which check decides for which record. */
export const failoverCheckRules: readonly Rule[] = [
  recordRule({
    id: 'record-health-checks-exist',
    severity: 'error',
    sentence: "A record's HealthCheckId is the id of a health check.",
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    *check(record, assembly) {
      const at = record.at('HealthCheckId');
      if (at.exists && !mayBeElsewhere(at.text ?? '') && !assembly.find(HEALTH_CHECK, at.text)) {
        yield problem(
          record,
          at,
          `${shown(record)} has the health check ${String(at)}, which is none`,
          'set HealthCheckId to a Ref of a health check',
        );
      }
    },
  }),
  recordRule({
    id: 'record-health-checks-are-of-the-app',
    severity: 'warning',
    sentence: 'The health check of a record is one of this app.',
    page: VALUES,
    *check(record, assembly) {
      const at = record.at('HealthCheckId');
      if (mayBeElsewhere(at.text ?? '') && !assembly.find(HEALTH_CHECK, at.text)) {
        yield problem(
          record,
          at,
          `${shown(record)} has the health check ${String(at)}, which this app has not`,
          'set HealthCheckId to a Ref of a health check of the app',
        );
      }
    },
  }),
  {
    id: 'checks-do-not-watch-the-names-they-decide',
    severity: 'error',
    sentence: 'A health check does not watch a name whose record it decides, or that a site is served at.',
    page: ENDPOINTS,
    types: [HEALTH_CHECK],
    *check(check, assembly) {
      const host = watchedHost(check);
      if (assembly.once(decidedNames).has(host)) {
        yield {
          at: check.at('HealthCheckConfig.FullyQualifiedDomainName'),
          wrong: `the health check watches ${host}, whose record changes with its health`,
          write: 'watch the Regional hostname of the primary bucket',
        };
      }
    },
  },
  {
    id: 'health-checks-decide-something',
    severity: 'warning',
    sentence:
      'A health check of a bucket or distribution of the app is used by a record, by a calculated health check, or by an ' +
      'alarm where CloudFront hides the loss of the bucket.',
    page: VALUES,
    types: [HEALTH_CHECK],
    *check(check, assembly) {
      const watchers = watchersOf(check, assembly).filter((one) => isOfSite(one.check, assembly));
      // an operator's switch is kept for a deployment after the last record that followed it
      const isOurs = watchers.some((one) => !one.inverted);
      if (isOurs && !assembly.once(usedChecks).has(check) && !isForItsAlarm(check, assembly)) {
        yield {
          wrong: 'no record and no calculated health check uses this health check',
          write: 'set HealthCheckId of the PRIMARY records to it, or remove it',
        };
      }
    },
  },
];

function isOfSite(check: Resource, assembly: Assembly): boolean {
  const bucket = watchedBucket(check, assembly);
  return bucket !== undefined || distributionOfHost(watchedHost(check), assembly) !== undefined;
}

/** Whether a check tells of a bucket that CloudFront can do without for a while. */
function isForItsAlarm(check: Resource, assembly: Assembly): boolean {
  const bucket = watchedBucket(check, assembly);
  const isHidden = assembly
    .all('AWS::CloudFront::Distribution')
    .some((one) => hidesLossOfOrigin(one) && bucket !== undefined && primaryBuckets(one, assembly).includes(bucket));
  return isHidden && isWatched(assembly, CHECK_METRICS, check.ref);
}

function decidedNames(assembly: Assembly): Set<string> {
  const failingOver = allRecords(assembly).filter((record) => record.at('Failover').exists);
  return new Set([...failingOver.map(({ name }) => name), ...assembly.once(distributionsByAlias).keys()]);
}

function usedChecks(assembly: Assembly): Set<Resource | undefined> {
  const ids = [
    ...allRecords(assembly).map((record) => record.at('HealthCheckId').text),
    ...assembly.all(HEALTH_CHECK).flatMap((check) => check.at('HealthCheckConfig.ChildHealthChecks').texts),
  ];
  return new Set(ids.map((id) => (mayBeElsewhere(id ?? '') ? undefined : findCheck(id, assembly))));
}
