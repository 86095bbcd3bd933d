import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { behaviorsOf, bucketOf, defaultBehaviorOf, targetsOf } from './model';

/** Origins that a distribution asks first: all but those that only take over in an origin group. */
export function firstOrigins(distribution: Resource): Value[] {
  const targets = behaviorsOf(distribution).map((behavior) => targetsOf(behavior, distribution)[0]);
  return [...new Set(targets.filter((origin) => origin !== undefined))];
}

/** Buckets that a distribution asks first. */
export function primaryBuckets(distribution: Resource, assembly: Assembly): Resource[] {
  return firstOrigins(distribution).flatMap((origin) => bucketOf(origin, assembly) ?? []);
}

/** Whether an origin group has another origin answer for pages when the first is lost. */
export function hidesLossOfOrigin(distribution: Resource): boolean {
  return targetsOf(defaultBehaviorOf(distribution), distribution).length > 1;
}
