import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { inRange, nameOf, oneOf, required } from './checks';

export const CACHE_POLICY = 'AWS::CloudFront::CachePolicy';
export const ORIGIN_REQUEST_POLICY = 'AWS::CloudFront::OriginRequestPolicy';
export const RESPONSE_HEADERS_POLICY = 'AWS::CloudFront::ResponseHeadersPolicy';

const CACHE_POLICIES =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html';

/** Policies that an app brings itself. */
export const policyRules: readonly Rule[] = [
  {
    id: 'cloudfront-cache-policy-ttls',
    severity: 'error',
    sentence: 'A cache policy has its three times, in their order.',
    page: CACHE_POLICIES,
    types: [CACHE_POLICY],
    *check(policy) {
      const config = policy.at('CachePolicyConfig');
      for (const name of ['MinTTL', 'DefaultTTL', 'MaxTTL']) {
        yield* required(config.at(name), `set ${name}, in seconds`);
        yield* inRange(config.at(name), 0, 3_153_600_000);
      }
      yield* ttlProblems(config);
    },
  },
  {
    id: 'cloudfront-cache-policy-honours-objects',
    severity: 'warning',
    sentence: 'A cache policy lets an object say that it may not be kept long.',
    page: CACHE_POLICIES,
    types: [CACHE_POLICY],
    *check(policy) {
      const at = policy.at('CachePolicyConfig.MinTTL');
      if ((at.number ?? 0) > 3600) {
        yield { at, wrong: `a changed page is not seen for ${String(at)} s`, write: 'set MinTTL to 1' };
      }
    },
  },
  {
    id: 'cloudfront-policy-values',
    severity: 'error',
    sentence: 'What a policy includes fits its behaviors, and nothing is in the key of what is not cached.',
    page: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html',
    types: [CACHE_POLICY, ORIGIN_REQUEST_POLICY],
    *check(policy) {
      const isCachePolicy = policy.type === CACHE_POLICY;
      const headers = isCachePolicy
        ? ['none', 'whitelist']
        : ['none', 'whitelist', 'allViewer', 'allViewerAndWhitelistCloudFront', 'allExcept'];
      const others = ['none', 'whitelist', 'allExcept', 'all'];
      const config = parametersOf(policy);
      yield* included(config.at('HeadersConfig'), 'HeaderBehavior', 'Headers', headers);
      yield* included(config.at('CookiesConfig'), 'CookieBehavior', 'Cookies', others);
      yield* included(config.at('QueryStringsConfig'), 'QueryStringBehavior', 'QueryStrings', others);
      for (const name of isCachePolicy && policy.at('CachePolicyConfig.MaxTTL').number === 0
        ? ['Gzip', 'Brotli']
        : []) {
        const at = config.at(`EnableAcceptEncoding${name}`);
        if (at.flag === true) {
          yield { at, wrong: `${nameOf(at)} is true, but nothing is cached`, write: 'set it to false' };
        }
      }
    },
  },
];

/** MinTTL ≤ DefaultTTL ≤ MaxTTL, as far as they are given. */
export function* ttlProblems(config: Value): Generator<Problem> {
  const times = ['MinTTL', 'DefaultTTL', 'MaxTTL'].map((name) => config.at(name)).filter((time) => time.exists);
  for (const [index, time] of times.entries()) {
    const before = times[index - 1];
    if (before && Number(before.number) > Number(time.number)) {
      yield {
        at: time,
        wrong: `${nameOf(before)} (${String(before)}) is longer than ${nameOf(time)} (${String(time)})`,
        write: 'write them in ascending order',
      };
    }
  }
}

/** Whether a policy of this app sends the visitor's Host to the origin. */
export function sendsHost(policy: Resource): boolean {
  const headers = parametersOf(policy).at('HeadersConfig');
  const namesHost = headers.at('Headers').texts.some((header) => header.toLowerCase() === 'host');
  const behavior = headers.at('HeaderBehavior').text ?? 'none';
  return behavior.startsWith('allViewer') || (behavior === 'allExcept' ? !namesHost : namesHost);
}

function parametersOf(policy: Resource): Value {
  return policy.type === CACHE_POLICY
    ? policy.at('CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin')
    : policy.at('OriginRequestPolicyConfig');
}

function* included(config: Value, behavior: string, items: string, allowed: string[]): Generator<Problem> {
  const at = config.at(behavior);
  const listed = config.at(items).list.length;
  yield* oneOf(at, allowed);
  if (['whitelist', 'allExcept', 'allViewerAndWhitelistCloudFront'].includes(at.text ?? '') && listed === 0) {
    yield { at, wrong: `${nameOf(at)} is ${String(at)}, but lists none`, write: `list them in ${items}` };
  } else if (['none', 'all', 'allViewer'].includes(at.text ?? '') && listed > 0) {
    yield { at, wrong: `${nameOf(at)} is ${String(at)}, but lists some`, write: `remove ${items}` };
  }
}
