import { fallbackApis } from '../apigateway/fallbacks';
import { API } from '../apigateway/model';
import type { Assembly } from '../assembly/assembly';
import { hidesLossOfOrigin, primaryBuckets } from '../cloudfront/first-origins';
import { HEALTH_CHECK, watchedBucket } from '../route53/checks';
import { allRecords } from '../route53/dns-record';
import { bucketOfArn, distributionOfHost, replicationRulesOf } from '../site';
import type { Rule } from '../rule';
import { CHECK_METRICS, isWatched } from './watched-metrics';

const LAG = ['ReplicationLatency', 'OperationsPendingReplication', 'BytesPendingReplication'];
const SERVER_ERRORS = ['5xxErrorRate', 'TotalErrorRate', '502ErrorRate', '503ErrorRate', '504ErrorRate'];

/** That nothing a site depends on fails unheard. */
export const watchedRules: readonly Rule[] = [
  {
    id: 'failover-checks-are-watched',
    severity: 'warning',
    sentence: 'The health check that decides where DNS points has an alarm.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html',
    types: [HEALTH_CHECK],
    *check(check, assembly) {
      const isDecisive = assembly.once(decisiveChecks).has(check.ref);
      if (isDecisive && !isWatched(assembly, CHECK_METRICS, check.ref)) {
        yield {
          wrong: 'nobody hears of a failover: no alarm watches this health check',
          write: 'add an alarm on its HealthCheckStatus in us-east-1',
        };
      }
    },
  },
  {
    id: 'replication-is-watched',
    severity: 'warning',
    sentence: 'A replication has an alarm on what it could not copy, and one on how far it is behind.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html',
    types: ['AWS::S3::Bucket'],
    *check(bucket, assembly) {
      for (const rule of replicationRulesOf(bucket)) {
        const arn = rule.at('Destination.Bucket').text;
        const destination = bucketOfArn(arn, assembly)?.ref ?? arn?.split(':').at(-1) ?? '';
        for (const [metrics, region] of [
          [['OperationsFailedReplication'], 'the Region of the source bucket'],
          [LAG, 'the Region of the destination bucket'],
        ] as const) {
          if (rule.at('Status').text !== 'Disabled' && !isWatched(assembly, metrics, bucket.ref, destination)) {
            yield {
              at: rule,
              wrong: `no alarm watches ${metrics[0]} of the replication to ${destination}`,
              write: `add an alarm on ${metrics.join(' or ')} in ${region}`,
            };
          }
        }
      }
    },
  },
  {
    id: 'distributions-are-watched',
    severity: 'warning',
    sentence: 'The distribution that a site is served by has an alarm on its server errors.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html',
    types: ['AWS::CloudFront::Distribution'],
    *check(distribution, assembly) {
      if (
        assembly.once(primaryDistributions).has(distribution.ref) &&
        !isWatched(assembly, SERVER_ERRORS, distribution.ref)
      ) {
        yield {
          wrong: 'nobody hears of server errors: no alarm watches this distribution',
          write: 'add an alarm on its 5xxErrorRate in us-east-1',
        };
      }
    },
  },
  {
    id: 'hidden-losses-are-watched',
    severity: 'warning',
    sentence:
      'A bucket whose loss an origin group hides has a health check with an alarm: else nobody hears that the site has no ' +
      'second bucket left.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
    types: ['AWS::CloudFront::Distribution'],
    *check(distribution, assembly) {
      const isHidden = hidesLossOfOrigin(distribution) && assembly.once(primaryDistributions).has(distribution.ref);
      for (const bucket of isHidden ? primaryBuckets(distribution, assembly) : []) {
        const checks = assembly.all(HEALTH_CHECK).filter((check) => watchedBucket(check, assembly) === bucket);
        if (!checks.some((check) => isWatched(assembly, CHECK_METRICS, check.ref))) {
          yield {
            wrong: `nobody hears of the loss of ${bucket.ref}, in whose place CloudFront serves another`,
            write: 'add a health check of the bucket, and an alarm on its HealthCheckStatus in us-east-1',
          };
        }
      }
    },
  },
  {
    id: 'fallback-apis-are-watched',
    severity: 'warning',
    sentence: 'An API that DNS fails over to has an alarm on its server errors.',
    page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
    types: [API],
    *check(api, assembly) {
      if (fallbackApis(assembly).has(api) && !isWatched(assembly, ['5xx'], api.ref)) {
        yield {
          wrong: 'nobody hears of server errors: no alarm watches this API',
          write: `add an alarm on its 5xx in ${api.stack.region}`,
        };
      }
    },
  },
];

function decisiveChecks(assembly: Assembly): Set<string | undefined> {
  return new Set(primaries(assembly).map((record) => record.at('HealthCheckId').text));
}

function primaryDistributions(assembly: Assembly): Set<string | undefined> {
  return new Set(
    primaries(assembly).map((record) => distributionOfHost(record.at('AliasTarget.DNSName').text, assembly)?.ref),
  );
}

function primaries(assembly: Assembly) {
  return allRecords(assembly).filter((record) => record.at('Failover').text === 'PRIMARY');
}
