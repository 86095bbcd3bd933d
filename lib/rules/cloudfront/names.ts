import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { atMost, nameOf, required } from './checks';
import { CONTROL } from './origin-access';
import { CACHE_POLICY, ORIGIN_REQUEST_POLICY, RESPONSE_HEADERS_POLICY } from './policies';

/** Where a resource with a name in its account has its configuration, and how long the name may be. */
const NAMED: Record<string, readonly [configuration: string, characters: number]> = {
  [CACHE_POLICY]: ['CachePolicyConfig', 128],
  [ORIGIN_REQUEST_POLICY]: ['OriginRequestPolicyConfig', 128],
  [RESPONSE_HEADERS_POLICY]: ['ResponseHeadersPolicyConfig', 128],
  [CONTROL]: ['OriginAccessControlConfig', 64],
};

/** Names of policies and access controls. */
export const nameRules: readonly Rule[] = [
  {
    id: 'cloudfront-names',
    severity: 'error',
    sentence:
      'A policy or access control has a name that no other of its kind has in the account, whatever its Region.',
    page: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html',
    types: Object.keys(NAMED),
    *check(resource, assembly) {
      const [, characters] = NAMED[resource.type] ?? ['', 0];
      const at = nameValue(resource);
      yield* required(at, 'give it a name');
      yield* atMost(at, characters);
      const namesakes = assembly.once(byName).get(nameKey(resource)) ?? [];
      if (at.text === '') {
        yield { at, wrong: `${nameOf(at)} is empty`, write: 'give it a name' };
      } else if (at.exists && namesakes.length > 1) {
        yield {
          at,
          wrong: `${String(at)} is the name of ${namesakes.map(({ path }) => path).join(' and ')}`,
          write: 'give each a name of its own',
        };
      }
      const comment = NAMED[resource.type]?.[0] ?? '';
      yield* atMost(resource.at(`${comment}.Comment`), 128);
      yield* atMost(resource.at(`${comment}.Description`), 256);
    },
  },
];

function nameValue(resource: Resource): Value {
  return resource.at(`${NAMED[resource.type]?.[0] ?? ''}.Name`);
}

function nameKey(resource: Resource): string {
  return [resource.type, resource.stack.source.account, nameValue(resource).text].join(' ');
}

function byName(assembly: Assembly): Map<string, Resource[]> {
  return groupBy(
    Object.keys(NAMED).flatMap((type) => assembly.all(type)),
    nameKey,
  );
}
