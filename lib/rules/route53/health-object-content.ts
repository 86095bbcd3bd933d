import type { Rule } from '../rule';
import { unknown } from '../assembly/value';
import { deploymentsInto, policiesOf } from './bucket-resources';
import { checkRule, setting } from './check-settings';
import { isInverted, watchedKey } from './checks';
import { prunes, publishedText, publishes } from './deployed-keys';
import { checkedOverHttp } from './health-object';

const ENDPOINTS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

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
      const outcomes = deployments.map((deployment) => publishes(deployment, key, assembly));
      if (!outcomes.includes(true)) {
        if (deployments.length === 0 || outcomes.includes(undefined)) {
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
        // markers stand for what only a deployment knows
        const text = publishes(deployment, key, assembly) ? publishedText(deployment, key, assembly) : undefined;
        if (text !== undefined && !text.includes(at.text ?? '') && !deployment.at('SourceMarkers').exists) {
          yield { at, wrong: `${key} does not hold ${String(at)}`, write: `search for what is in ${key}` };
        }
      }
    },
  }),
  checkRule({
    id: 'health-objects-are-not-pruned',
    severity: 'error',
    sentence: 'No deployment removes the object that a health check asks for.',
    page: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html',
    *check(check, assembly) {
      const bucket = checkedOverHttp(check, assembly);
      for (const deployment of bucket ? deploymentsInto(bucket, assembly) : []) {
        if (prunes(deployment, watchedKey(check), assembly)) {
          yield {
            resource: deployment,
            at: deployment.at('Prune'),
            wrong: `this deployment removes ${watchedKey(check)}, which a health check asks for`,
            write: `add ${watchedKey(check)} to Exclude, or set Prune to false`,
          };
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
      const deployments = (bucket ? deploymentsInto(bucket, assembly) : []).filter((deployment) =>
        publishes(deployment, watchedKey(check), assembly),
      );
      for (const needed of bucket ? [...policiesOf(bucket, assembly), ...deployments] : []) {
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
