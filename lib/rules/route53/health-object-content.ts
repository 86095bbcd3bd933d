import * as fs from 'node:fs';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';
import { deploymentsInto, type Deployment } from '../content/published';
import type { Rule } from '../rule';
import { bucketPolicies } from '../site';
import { checkRule, setting } from './check-settings';
import { isInverted, watchedKey } from './checks';
import { checkedOverHttp } from './health-object';

const ENDPOINTS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

/** How much of an answer health checkers search. */
const SEARCHED_BYTES = 5120;

/** That what a health check asks for is there, before it is asked for and ever after. */
export const healthObjectContentRules: readonly Rule[] = [
  checkRule({
    id: 'health-objects-are-published',
    severity: 'error',
    sentence: 'The content of a bucket has the object that its health check asks for.',
    page: ENDPOINTS,
    *check(check, assembly) {
      const bucket = isInverted(check) ? undefined : checkedOverHttp(check, assembly);
      if (!bucket) {
        return;
      }
      const key = watchedKey(check);
      const deployments = deploymentsInto(bucket, assembly);
      if (!deployments.some(({ keys }) => keys?.has(key))) {
        if (deployments.length === 0 || deployments.some((one) => !one.keys && !one.leavesAlone(key))) {
          unknown(`whether ${bucket.ref} gets the object ${key}`);
        }
        yield {
          at: setting(check, 'ResourcePath'),
          wrong: `the health check asks for ${key}, which no deployment puts into ${bucket.ref}`,
          write: 'publish the object, or set ResourcePath to one that is published',
        };
      }
    },
  }),
  checkRule({
    id: 'search-strings-are-in-their-object',
    severity: 'error',
    sentence: 'The string that a health check searches for is in the first 5,120 bytes of the object.',
    page: ENDPOINTS,
    *check(check, assembly) {
      const at = setting(check, 'SearchString');
      const bucket = at.exists && !isInverted(check) ? checkedOverHttp(check, assembly) : undefined;
      const key = watchedKey(check);
      for (const deployment of bucket ? deploymentsInto(bucket, assembly) : []) {
        const text = beginningOf(deployment, key);
        // markers stand for what only a deployment knows
        const hasMarkers = deployment.resource.at('SourceMarkers').exists;
        if (text !== undefined && !text.includes(at.text ?? '') && !hasMarkers) {
          yield { at, wrong: `${key} does not hold ${String(at)}`, write: `search for what is in ${key}` };
        }
      }
    },
  }),
  checkRule({
    id: 'health-checks-wait-for-their-object',
    severity: 'error',
    sentence: 'A health check is created after its object and the policy that lets checkers read it.',
    page: ENDPOINTS,
    *check(check, assembly) {
      const bucket = isInverted(check) ? undefined : checkedOverHttp(check, assembly);
      for (const needed of bucket ? neededFor(bucket, watchedKey(check), assembly) : []) {
        if (!assembly.isCreatedAfter(check, needed)) {
          yield {
            wrong: `the health check may be created before ${needed.path}, and finds ${bucket?.ref} unhealthy then`,
            write: `make it depend on ${needed.path}`,
          };
        }
      }
    },
  }),
];

function neededFor(bucket: Resource, key: string, assembly: Assembly): Resource[] {
  const deployments = deploymentsInto(bucket, assembly).filter(({ keys }) => keys?.has(key));
  return [...bucketPolicies(bucket.ref, assembly), ...deployments.map(({ resource }) => resource)];
}

/** What checkers search of an object, if this deployment writes it, and from a file to be read here. */
function beginningOf(deployment: Deployment, key: string): string | undefined {
  const file = deployment.keys?.has(key) ? deployment.fileOf(key) : undefined;
  return file === undefined ? undefined : fs.readFileSync(file).subarray(0, SEARCHED_BYTES).toString();
}
