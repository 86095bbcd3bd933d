import type { Assembly } from '../assembly/assembly';
import type { Rule } from '../rule';
import { FUNCTION } from './functions';
import { behaviorsOf, DISTRIBUTION, originsOf } from './model';
import { CONTROL } from './origin-access';
import { CACHE_POLICY, ORIGIN_REQUEST_POLICY, RESPONSE_HEADERS_POLICY } from './policies';

/** Parts of a distribution that were left out of it. */
export const unusedRules: readonly Rule[] = [
  {
    id: 'cloudfront-parts-are-used',
    severity: 'warning',
    sentence: 'Every policy, function and access control of the app is part of a distribution.',
    page: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DefaultCacheBehavior.html',
    types: [CACHE_POLICY, ORIGIN_REQUEST_POLICY, RESPONSE_HEADERS_POLICY, CONTROL, FUNCTION],
    *check(part, assembly) {
      if (!assembly.once(partsOfDistributions).has(part.ref)) {
        yield { wrong: 'no distribution uses it', write: 'refer to it from the distribution, or remove it' };
      }
    },
  },
];

function partsOfDistributions(assembly: Assembly): Set<string | undefined> {
  const properties = ['CachePolicyId', 'OriginRequestPolicyId', 'ResponseHeadersPolicyId'];
  return new Set(
    assembly
      .all(DISTRIBUTION)
      .flatMap((distribution) => [
        ...originsOf(distribution).map((origin) => origin.at('OriginAccessControlId').text),
        ...behaviorsOf(distribution).flatMap((behavior) => [
          ...properties.map((property) => behavior.at(property).text),
          ...behavior.at('FunctionAssociations').list.map((association) => association.at('FunctionARN').text),
        ]),
      ]),
  );
}
