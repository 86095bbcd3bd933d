import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown, type Value } from '../assembly/value';
import { cacheDirectives } from '../content/cache-control';
import { matches } from '../iam/statements';
import { CACHE_POLICIES } from './managed-policies';
import { behaviorsOf, defaultBehaviorOf } from './model';
import { CACHE_POLICY } from './policies';

/** How long edges keep answers, in seconds. */
interface Lifetimes {
  readonly min: number;
  readonly default: number;
  readonly max: number;
}

const DAY = 86_400;
const YEAR = 31_536_000;
const BY_HEADER = { min: 0, default: 0, max: YEAR };

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const MANAGED: Readonly<Record<string, Lifetimes>> = {
  [CACHE_POLICIES.CachingDisabled]: { min: 0, default: 0, max: 0 },
  [CACHE_POLICIES.CachingOptimized]: { min: 1, default: DAY, max: YEAR },
  [CACHE_POLICIES.CachingOptimizedForUncompressedObjects]: { min: 1, default: DAY, max: YEAR },
  [CACHE_POLICIES.UseOriginCacheControlHeaders]: BY_HEADER,
  [CACHE_POLICIES.UseOriginCacheControlHeadersQueryStrings]: BY_HEADER,
};

/**
 * How long edges keep what is at a path, in seconds.
 *
 * @param header its Cache-Control
 * @throws UnknownValue for a policy that is not here
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 */
export function edgeSeconds(
  header: string | undefined,
  path: string,
  distribution: Resource,
  assembly: Assembly,
): number {
  const lifetimes = lifetimesOf(behaviorFor(path, distribution), assembly);
  const directives = cacheDirectives(header);
  const seconds = (name: string) => directives.find((directive) => directive.name === name)?.seconds;
  const isForbidden = directives.some(({ name }) => ['no-store', 'no-cache', 'private'].includes(name));
  const wanted = isForbidden ? 0 : (seconds('s-maxage') ?? seconds('max-age') ?? lifetimes.default);
  return Math.max(lifetimes.min, Math.min(wanted, lifetimes.max));
}

function behaviorFor(path: string, distribution: Resource): Value {
  const [, ...others] = behaviorsOf(distribution);
  const isFor = (behavior: Value) => matches((behavior.at('PathPattern').text ?? '').replace(/^\/?/, '/'), path);
  return others.find(isFor) ?? defaultBehaviorOf(distribution);
}

function lifetimesOf(behavior: Value, assembly: Assembly): Lifetimes {
  const id = behavior.at('CachePolicyId').text;
  const config = id === undefined ? behavior : assembly.find(CACHE_POLICY, id)?.at('CachePolicyConfig');
  return (
    MANAGED[id ?? ''] ??
    (config
      ? {
          min: config.at('MinTTL').number ?? 0,
          default: config.at('DefaultTTL').number ?? DAY,
          max: config.at('MaxTTL').number ?? YEAR,
        }
      : unknown(`how long the cache policy ${id} keeps answers`))
  );
}
