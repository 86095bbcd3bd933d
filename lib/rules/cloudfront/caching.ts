import type { Rule } from '../rule';
import { inRange, nameOf } from './checks';
import { CACHE_POLICIES, POLICIES_WITH_HOST } from './managed-policies';
import { behaviorsOf, defaultBehaviorOf, DISTRIBUTION, restHost, targetsOf } from './model';
import { CACHE_POLICY, sendsHost, ttlProblems } from './policies';
import { policiesOf } from './policy-references';

const BEHAVIOR = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html';
const MANAGED = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html';

const YEARS_100 = 3_153_600_000;

/** The policies of behaviors. */
export const cachingRules: readonly Rule[] = [
  {
    id: 'cloudfront-cache-settings',
    severity: 'error',
    sentence: 'A behavior has a cache policy, or the settings of the time before there were any, but not both.',
    page: BEHAVIOR,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const behavior of behaviorsOf(distribution)) {
        const policy = behavior.at('CachePolicyId');
        const legacy = ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL'].filter((name) => behavior.at(name).exists);
        if (policy.exists && legacy.length > 0) {
          yield {
            at: behavior.at(String(legacy[0])),
            wrong: `${nameOf(behavior)} has ${legacy.join(' and ')} beside a cache policy`,
            write: `remove ${legacy.join(' and ')}`,
          };
        } else if (!policy.exists && !behavior.at('ForwardedValues').exists) {
          yield { at: policy, wrong: `${nameOf(behavior)} has no cache policy`, write: 'set CachePolicyId' };
        } else if (!policy.exists && behavior.at('OriginRequestPolicyId').exists) {
          yield {
            at: behavior.at('OriginRequestPolicyId'),
            wrong: `${nameOf(behavior)} has an origin request policy without a cache policy`,
            write: 'set CachePolicyId',
          };
        }
        for (const name of ['MinTTL', 'DefaultTTL', 'MaxTTL']) {
          yield* inRange(behavior.at(name), 0, YEARS_100);
        }
        yield* ttlProblems(behavior);
      }
    },
  },
  {
    id: 'cloudfront-host-stays-with-cloudfront',
    severity: 'error',
    sentence: "A bucket is asked under its own name, not under the visitor's Host, for which the signature is wrong.",
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const behavior of behaviorsOf(distribution)) {
        if (!targetsOf(behavior, distribution).some(restHost)) {
          continue;
        }
        for (const { at, own } of policiesOf(behavior, assembly)) {
          if (POLICIES_WITH_HOST.includes(at.text ?? '') || (own && sendsHost(own))) {
            yield {
              at,
              wrong: `${nameOf(at)} sends the visitor's Host to the bucket`,
              write: 'use a policy without Host',
            };
          }
        }
        const headers = behavior.at('ForwardedValues.Headers');
        if (headers.texts.some((header) => /^(\*|host)$/i.test(header))) {
          yield { at: headers, wrong: `${nameOf(headers)} has Host`, write: 'forward no Host' };
        }
      }
    },
  },
  {
    id: 'cloudfront-caches-pages',
    severity: 'warning',
    sentence: 'Pages of a bucket are cached, and compressed in the cache.',
    page: MANAGED,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const behavior = defaultBehaviorOf(distribution);
      const at = behavior.at('CachePolicyId');
      const own = assembly.find(CACHE_POLICY, at.text)?.at('CachePolicyConfig');
      const max = (own ? own.at('MaxTTL') : behavior.at('MaxTTL')).number;
      const uncompressed =
        own?.at('ParametersInCacheKeyAndForwardedToOrigin.EnableAcceptEncodingGzip').flag === false ||
        at.text === CACHE_POLICIES.CachingOptimizedForUncompressedObjects;
      if (!targetsOf(behavior, distribution).some(restHost)) {
        return;
      }
      if (at.text === CACHE_POLICIES.CachingDisabled || max === 0) {
        yield {
          at,
          wrong: 'every visit asks the bucket',
          write: `write ${CACHE_POLICIES.CachingOptimized} (CachingOptimized)`,
        };
      } else if (uncompressed) {
        yield { at, wrong: 'its cache policy keeps pages uncompressed', write: 'set EnableAcceptEncodingGzip to true' };
      }
    },
  },
];
