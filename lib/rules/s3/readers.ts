import { s3ActionsOf } from '../iam/actions';
import { VISITOR } from '../iam/requesters';
import { applies } from '../iam/requests';
import { isForAnonymous } from '../iam/strangers';
import { matches, statementsOf } from '../iam/statements';
import type { Rule } from '../rule';
import { bucketStatements } from '../site';
import { BUCKET, isFallback, isPublicWebsite, redirects, siteBuckets } from './model';
import { bindsAddresses } from './public-access';

const POLICY = 'AWS::S3::BucketPolicy';
const WEBSITE_ACCESS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html';

/** What a bucket gives to people unknown. */
export const readerRules: readonly Rule[] = [
  {
    id: 'fallback-websites-are-public',
    severity: 'error',
    sentence: 'Everyone may read every object of a website that DNS fails over to, without conditions, over HTTP.',
    page: WEBSITE_ACCESS,
    types: [BUCKET],
    *check(bucket, assembly) {
      const object = `${bucket.attribute('Arn')}/*`;
      const isAllowed = bucketStatements(bucket, assembly).some(
        (statement) => statement.effect === 'Allow' && applies(statement, 's3:GetObject', object, VISITOR),
      );
      if (isFallback(bucket, assembly) && !isAllowed) {
        yield {
          wrong: `visitors may not read all of ${bucket.ref}, which answers when DNS fails over`,
          write: `allow s3:GetObject on ${object} for everyone (Principal *), without conditions`,
        };
      }
    },
  },
  {
    id: 'the-anonymous-only-read',
    severity: 'error',
    sentence: 'Of a bucket, people unknown read objects as they are now, and do nothing else.',
    page: WEBSITE_ACCESS,
    types: [POLICY],
    *check(policy) {
      for (const statement of statementsOf(policy.at('PolicyDocument')).filter(isForAnonymous)) {
        const excess = statement.actions.filter((action) => !isReading(action));
        if (excess.length > 0) {
          yield {
            at: statement.at,
            wrong: `the statement lets everyone do ${excess.join(', ')}`,
            write: 'allow s3:GetObject only',
          };
        }
      }
    },
  },
  {
    id: 'private-buckets-are-read-by-nobody-unknown',
    severity: 'error',
    sentence: 'Of a bucket that serves no website, people unknown read only from a fixed list of addresses.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const open = isPublicWebsite(bucket, assembly) ? [] : bucketStatements(bucket, assembly).filter(isForAnonymous);
      for (const statement of open.filter(({ conditions }) => !conditions.some(bindsAddresses))) {
        yield {
          wrong: `${statement.at.place} of the policy of ${bucket.ref} admits everyone`,
          write: 'name a principal, or the addresses that may read (aws:SourceIp, of /8 or narrower)',
        };
      }
    },
  },
  {
    id: 'private-buckets-demand-tls',
    severity: 'warning',
    sentence: 'The policy of a private bucket of a site denies requests without TLS, except those by AWS services.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const object = `${bucket.attribute('Arn')}/*`;
      const isDenied = bucketStatements(bucket, assembly).some(
        (statement) => statement.effect === 'Deny' && applies(statement, 's3:GetObject', object, VISITOR),
      );
      const isPublic = redirects(bucket) || isPublicWebsite(bucket, assembly);
      if (siteBuckets(assembly).has(bucket) && !isPublic && !isDenied) {
        yield {
          wrong: `the policy of ${bucket.ref} takes requests without TLS`,
          write: 'deny s3:* for everyone where aws:SecureTransport is false, but not to CloudFront',
        };
      }
    },
  },
];

function isReading(action: string): boolean {
  const named = s3ActionsOf(action);
  return named.length === 0 ? matches(action, 's3:getobject') : named.every((one) => one === 's3:getobject');
}
