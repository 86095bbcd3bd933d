import type { Assembly } from '../assembly/assembly';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { inForm, nameOf } from './checks';
import { CACHE_POLICIES, ORIGIN_REQUEST_POLICIES, RESPONSE_HEADERS_POLICIES } from './managed-policies';
import { behaviorsOf, DISTRIBUTION } from './model';
import { CACHE_POLICY, ORIGIN_REQUEST_POLICY, RESPONSE_HEADERS_POLICY } from './policies';

const MANAGED = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KINDS = [
  { property: 'CachePolicyId', type: CACHE_POLICY, managed: CACHE_POLICIES },
  { property: 'OriginRequestPolicyId', type: ORIGIN_REQUEST_POLICY, managed: ORIGIN_REQUEST_POLICIES },
  { property: 'ResponseHeadersPolicyId', type: RESPONSE_HEADERS_POLICY, managed: RESPONSE_HEADERS_POLICIES },
];
const MANAGED_IDS = KINDS.flatMap(({ managed }) => Object.values(managed));

/** The policies that behaviors name. */
export const policyReferenceRules: readonly Rule[] = [
  {
    id: 'cloudfront-policies-exist',
    severity: 'error',
    sentence: 'A behavior names policies that exist, each of the kind that is asked for.',
    page: MANAGED,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const { at, managed, own, property } of policiesNamed(distribution, assembly)) {
        if (!own && !managed.includes(at.text ?? '')) {
          yield* inForm(at, UUID, `refer to a policy of this app, or write the id of a managed one`);
          if (MANAGED_IDS.includes(at.text ?? '')) {
            yield {
              at,
              wrong: `${nameOf(at)} is a managed policy of another kind`,
              write: `write a policy for ${property}`,
            };
          }
        }
      }
    },
  },
  {
    id: 'cloudfront-policies-are-known',
    severity: 'warning',
    sentence: 'A behavior names managed policies and those of its app, not such as this app cannot know.',
    page: MANAGED,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const { at, own } of policiesNamed(distribution, assembly)) {
        if (!own && UUID.test(at.text ?? '') && !MANAGED_IDS.includes(at.text ?? '')) {
          yield {
            at,
            wrong: `${nameOf(at)} is ${String(at)}, neither a managed policy nor one of this app`,
            write: 'refer to a policy of this app, or write the id of a managed one',
          };
        }
      }
    },
  },
];

function policiesNamed(distribution: Parameters<typeof behaviorsOf>[0], assembly: Assembly) {
  return behaviorsOf(distribution).flatMap((behavior) => policiesOf(behavior, assembly));
}

/** The policies that a behavior names, and those of them that are of this app. */
export function policiesOf(behavior: Value, assembly: Assembly) {
  return KINDS.map(({ property, type, managed }) => {
    const at = behavior.at(property);
    return { property, at, own: assembly.find(type, at.text), managed: Object.values(managed) };
  }).filter(({ at }) => at.exists);
}
