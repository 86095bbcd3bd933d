import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { isForEveryone, type Statement } from '../iam/statements';
import type { Rule } from '../rule';
import { bucketStatements, groupBy } from '../site';
import { addressRange, CHECKERS, isWithin } from './address-ranges';
import { holds, isAbout } from './anonymous-access';
import { checkRule, setting } from './check-settings';
import { HEALTH_CHECK, watchedKey } from './checks';
import { checkedOverHttp, objectArn } from './health-object';

const NOT_PUBLIC = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';

/** Any one address that is no checker's. */
const SOMEBODY = { first: 0, last: 0, text: 'somebody' };

/** Who else may read what a health check asks for. */
export const healthObjectPrivacyRules: readonly Rule[] = [
  checkRule({
    id: 'health-objects-are-for-checkers-alone',
    severity: 'error',
    sentence:
      'Of a private bucket, health checkers read the objects that they ask for and nothing else, and nobody else does.',
    page: NOT_PUBLIC,
    *check(check, assembly) {
      const bucket = checkedOverHttp(check, assembly);
      const isWebsite = bucket?.at('WebsiteConfiguration').exists;
      for (const statement of bucket && !isWebsite ? admitting(check, bucket, assembly) : []) {
        const wrong = tooMuch(statement, assembly.once(objectsByBucket).get(bucket) ?? []);
        if (bucket && wrong) {
          yield {
            at: setting(check, 'ResourcePath'),
            wrong: `${statement.at.place} of the policy of ${bucket.ref} ${wrong}`,
            write: `allow s3:GetObject on ${watchedKey(check)} from the published ranges of the health checkers only`,
          };
        }
      }
    },
  }),
];

/** Statements that let somebody anonymous read the object, were it from the right address. */
function admitting(check: Resource, bucket: Resource, assembly: Assembly): Statement[] {
  const object = objectArn(check, bucket);
  return bucketStatements(bucket, assembly).filter((statement) => {
    const elsewhere = statement.conditions.filter(({ key }) => key !== 'aws:sourceip');
    const anywhere = { ...statement, conditions: elsewhere };
    return (
      statement.effect === 'Allow' &&
      isForEveryone(statement) &&
      isAbout(statement, object) &&
      [true, false].some((overTls) => holds(anywhere, { from: SOMEBODY, overTls, object }, 'all'))
    );
  });
}

function tooMuch({ conditions, actions, resources }: Statement, objects: readonly string[]): string | undefined {
  const sources = conditions.filter(({ key, operator }) => key === 'aws:sourceip' && /^IpAddress$/i.test(operator));
  const action = actions.find((name) => name.toLowerCase() !== 's3:getobject');
  const resource = resources.find((name) => !objects.includes(name));
  if (sources.length === 0) {
    return 'lets everybody read the object, wherever from';
  }
  const foreign = sources.flatMap(({ values }) => values).find((source) => !isOfCheckers(source));
  if (foreign !== undefined) {
    return `lets ${foreign} read the object, which is not Route 53's`;
  }
  if (action !== undefined) {
    return `lets health checkers do ${action}`;
  }
  return resource === undefined ? undefined : `lets health checkers read ${resource}`;
}

function isOfCheckers(source: string): boolean {
  const range = addressRange(source);
  return range !== undefined && isWithin(range, CHECKERS);
}

/** ARNs of the objects of a bucket that health checks read. */
function objectsByBucket(assembly: Assembly): Map<Resource | undefined, string[]> {
  const byBucket = groupBy(assembly.all(HEALTH_CHECK), (check) => checkedOverHttp(check, assembly));
  return new Map(
    [...byBucket].map(([bucket, checks]) => [bucket, bucket ? checks.map((check) => objectArn(check, bucket)) : []]),
  );
}
