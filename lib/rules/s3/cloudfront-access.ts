import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { s3ActionsOf } from '../iam/actions';
import { cloudFrontFor } from '../iam/requesters';
import { applies } from '../iam/requests';
import { isStranger } from '../iam/role-rules';
import type { Condition, Statement } from '../iam/statements';
import { bucketOfHost, bucketStatements } from '../site';
import { BUCKET, isPublicWebsite, origins } from './model';

const CLOUDFRONT = 'cloudfront.amazonaws.com';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const PAGE =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html';

/** That CloudFront may read the buckets behind it, and nobody else's distribution. */
export const cloudFrontAccessRules: readonly Rule[] = [
  {
    id: 'cloudfront-may-read-its-buckets',
    severity: 'error',
    sentence: 'The policy of a bucket lets every distribution that reads it with an access control get all objects.',
    page: PAGE,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const { bucket, at, objects } of signedOrigins(distribution, assembly)) {
        if (!isAllowed(distribution, 's3:GetObject', objects, bucket, assembly)) {
          yield {
            at,
            wrong: `the policy of ${bucket.ref} does not let ${distribution.path} read ${objects}`,
            write: `allow ${CLOUDFRONT} s3:GetObject on ${objects}, with this distribution's ARN as AWS:SourceArn`,
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-may-list-its-buckets',
    severity: 'warning',
    sentence:
      'A distribution may list a bucket that it reads: else what is missing there is forbidden, with status 403.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const pages = distribution.at('DistributionConfig.CustomErrorResponses').list;
      const hidesIt = pages.some((page) => page.at('ErrorCode').text === '403' && page.at('ResponseCode').exists);
      for (const { bucket, at } of hidesIt ? [] : signedOrigins(distribution, assembly)) {
        const isPublic = isPublicWebsite(bucket, assembly);
        if (!isPublic && !isAllowed(distribution, 's3:ListBucket', bucket.attribute('Arn'), bucket, assembly)) {
          yield {
            at,
            wrong: `the policy of ${bucket.ref} does not let ${distribution.path} list it: no missing page is a 404`,
            write: `allow ${CLOUDFRONT} s3:ListBucket on the bucket`,
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-reads-for-its-own-account',
    severity: 'error',
    sentence: "A bucket admits CloudFront for distributions of its own account only, as anybody's would read it else.",
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

interface SignedOrigin {
  readonly bucket: Resource;
  readonly at: Value;
  /** Stands for every object that the origin reads. */
  readonly objects: string;
}

/** Origins that are private buckets of the app, read with an origin access control. */
function signedOrigins(distribution: Resource, assembly: Assembly): SignedOrigin[] {
  return distribution.at('DistributionConfig.Origins').list.flatMap((at) => {
    const bucket = at.at('OriginAccessControlId').text ? bucketOfHost(at.at('DomainName').text, assembly) : undefined;
    const path = at.at('OriginPath').text ?? '';
    return bucket ? [{ bucket, at, objects: `${bucket.attribute('Arn')}${path}/*` }] : [];
  });
}

/** By what is allowed alone: what is denied is another rule's. */
function isAllowed(distribution: Resource, action: string, arn: string, bucket: Resource, assembly: Assembly): boolean {
  const requester = cloudFrontFor(distribution);
  return bucketStatements(bucket, assembly).some(
    (statement) => statement.effect === 'Allow' && applies(statement, action, arn, requester),
  );
}

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
