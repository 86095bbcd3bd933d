import { s3ActionsOf } from '../iam/actions';
import type { Condition, Statement } from '../iam/statements';
import { isStranger } from '../iam/strangers';
import type { Rule } from '../rule';
import { bucketStatements } from '../site';
import { BUCKET, isPublicWebsite, origins } from './model';

const CLOUDFRONT = 'cloudfront.amazonaws.com';
const PAGE =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html';

/** Whom the policy of a bucket admits, and to what. */
export const admissionRules: readonly Rule[] = [
  {
    id: 'cloudfront-reads-for-its-own-account',
    severity: 'error',
    sentence:
      "A bucket admits CloudFront for distributions of its own account only: otherwise anybody's distribution could read it.",
    page: PAGE,
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const statement of bucketStatements(bucket, assembly).filter(admitsCloudFront)) {
        const { account } = bucket.stack;
        if (!isPublicWebsite(bucket, assembly) && !statement.conditions.some((one) => isOfAccount(one, account))) {
          yield {
            wrong: `${statement.at.place} of the policy of ${bucket.ref} admits distributions of other accounts`,
            write: `demand an AWS:SourceArn of the site's distribution, in the account ${account}`,
          };
        }
      }
    },
  },
  {
    id: 'buckets-admit-their-distribution-alone',
    severity: 'warning',
    sentence: 'A bucket admits the distributions that read it, by name where they are in its stack.',
    page: PAGE,
    types: [BUCKET],
    *check(bucket, assembly) {
      const readers = origins(assembly).get(bucket) ?? [];
      const canName = readers.some(({ stack }) => stack === bucket.stack);
      for (const { at, conditions } of bucketStatements(bucket, assembly).filter(admitsCloudFront)) {
        const sources = conditions.filter(({ key }) => key === 'aws:sourcearn').flatMap(({ values }) => values);
        const others = sources.filter((arn) => !readers.some((reader) => arn.endsWith(`/${reader.ref}`)));
        const wrong = others.filter((arn) => (canName && readers.length > 0) || !/[*?]/.test(arn));
        if (wrong.length > 0 || (canName && sources.length === 0)) {
          yield {
            wrong: `${at.place} of the policy of ${bucket.ref} admits ${wrong.join(', ') || 'every distribution'}`,
            write: 'name the distribution that reads the bucket in AWS:SourceArn',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-only-reads-its-buckets',
    severity: 'warning',
    sentence: 'A bucket lets CloudFront read and list, and do nothing else.',
    page: PAGE,
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const { at, actions } of bucketStatements(bucket, assembly).filter(admitsCloudFront)) {
        const excess = actions.filter((pattern) => s3ActionsOf(pattern).some((one) => !/^s3:(get|list)/.test(one)));
        if (excess.length > 0) {
          yield {
            wrong: `${at.place} of the policy of ${bucket.ref} lets CloudFront do ${excess.join(', ')}`,
            write: 'allow s3:GetObject and s3:ListBucket',
          };
        }
      }
    },
  },
  {
    id: 'buckets-admit-no-other-account',
    severity: 'warning',
    sentence: 'The policy of a bucket admits accounts of this app only.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const { at, effect, principals } of bucketStatements(bucket, assembly)) {
        const strangers = principals.filter((principal) => isStranger(principal, assembly));
        if (effect === 'Allow' && strangers.length > 0) {
          yield {
            wrong: `${at.place} of the policy of ${bucket.ref} admits ${strangers.join(', ')}`,
            write: 'remove them, or acknowledge who they are',
          };
        }
      }
    },
  },
];

function admitsCloudFront({ effect, principals }: Statement): boolean {
  return effect === 'Allow' && principals.includes(CLOUDFRONT);
}

function isOfAccount({ operator, key, values }: Condition, account: string): boolean {
  const form = key === 'aws:sourcearn' ? `arn:aws:cloudfront::${account}:` : account;
  return (
    /^(ForAnyValue:)?(String|Arn)(Equals|Like)/.test(operator) &&
    !operator.endsWith('IfExists') &&
    ['aws:sourcearn', 'aws:sourceaccount'].includes(key) &&
    values.every((value) => value.startsWith(form))
  );
}
