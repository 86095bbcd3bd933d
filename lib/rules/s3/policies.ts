import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { isBucketAction, isObjectAction, s3ActionsOf } from '../iam/actions';
import { isForAnonymous } from '../iam/role-rules';
import { matches, statementsOf } from '../iam/statements';
import { bucketStatements, groupBy } from '../site';
import { BUCKET, fallbackWebsites, isPublicWebsite, servesPages, siteBuckets } from './model';
import { applies } from '../iam/requests';
import { VISITOR } from '../iam/requesters';
import { bindsAddresses } from './public-access';

const POLICY = 'AWS::S3::BucketPolicy';
const RESOURCES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html';
const ACTIONS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';
const WEBSITE_ACCESS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html';

/** What S3 takes as the policy of a bucket, and what it gives to people unknown. */
export const bucketPolicyRules: readonly Rule[] = [
  {
    id: 'bucket-has-one-policy',
    severity: 'error',
    sentence: 'A bucket has one policy: a second one replaces the first.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html',
    types: [POLICY],
    *check(policy, assembly) {
      const at = policy.at('Bucket');
      const [first] = assembly.once(policiesByBucket).get(at.text) ?? [];
      if (!at.exists) {
        yield { at, wrong: 'the policy names no bucket', write: 'set Bucket' };
      } else if (first !== policy) {
        yield { at, wrong: `${first?.path} is a policy of ${at.text} as well`, write: 'put all statements into one' };
      }
    },
  },
  {
    id: 'bucket-policy-is-about-its-bucket',
    severity: 'error',
    sentence: 'The resources of a bucket policy are its bucket and objects in it.',
    page: RESOURCES,
    types: [POLICY],
    *check(policy) {
      const arn = `arn:aws:s3:::${policy.at('Bucket').text}`;
      for (const { at, resources, except } of statementsOf(policy.at('PolicyDocument'))) {
        const isNegated = except.resources.length > 0;
        for (const resource of isNegated ? except.resources : resources) {
          if (resource !== arn && !resource.startsWith(`${arn}/`)) {
            yield {
              at: at.at(isNegated ? 'NotResource' : 'Resource'),
              wrong: `the policy of ${arn} has the resource ${resource}`,
              write: `write ${arn} or ${arn}/*`,
            };
          }
        }
      }
    },
  },
  {
    id: 'bucket-policy-actions-have-their-resource',
    severity: 'error',
    sentence:
      'Of the resources of a statement, actions on objects have one with a slash, actions on buckets one without.',
    page: ACTIONS,
    types: [POLICY],
    *check(policy) {
      for (const { at, actions, resources, except } of statementsOf(policy.at('PolicyDocument'))) {
        const isNegated = except.actions.length + except.resources.length > 0;
        const objects = resources.some((arn) => arn.includes('/') || arn === '*');
        const buckets = resources.some((arn) => !arn.includes('/'));
        for (const action of isNegated ? [] : actions) {
          const [onObjects, onBuckets] = [isObjectAction(action), isBucketAction(action)];
          if ((onObjects || onBuckets) && !(onObjects && objects) && !(onBuckets && buckets)) {
            yield {
              at: at.at('Resource'),
              wrong: `${action} has no resource that it is about among ${resources.join(', ')}`,
              write: onObjects ? 'add the ARN of the bucket with /*' : 'add the ARN of the bucket itself',
            };
          }
        }
      }
    },
  },
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
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const statement of bucketStatements(bucket, assembly).filter(isForAnonymous)) {
        const excess = statement.actions.filter((action) => !isReading(action));
        if (excess.length > 0) {
          yield {
            wrong: `${statement.at.place} of the policy of ${bucket.ref} lets everyone do ${excess.join(', ')}`,
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
          write: 'name a principal, or the addresses that may read (aws:SourceIp, ranges of /8 at most)',
        };
      }
    },
  },
  {
    id: 'private-buckets-demand-tls',
    severity: 'warning',
    sentence: 'The policy of a private bucket of a site denies requests without TLS, but for those of services.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const object = `${bucket.attribute('Arn')}/*`;
      const isDenied = bucketStatements(bucket, assembly).some(
        (statement) => statement.effect === 'Deny' && applies(statement, 's3:GetObject', object, VISITOR),
      );
      if (siteBuckets(assembly).has(bucket) && !isPublicWebsite(bucket, assembly) && !isDenied) {
        yield {
          wrong: `the policy of ${bucket.ref} takes requests without TLS`,
          write: 'deny s3:* for everyone where aws:SecureTransport is false, but not to CloudFront',
        };
      }
    },
  },
];

function policiesByBucket(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(assembly.all(POLICY), (policy) => policy.at('Bucket').text);
}

export function isFallback(bucket: Resource, assembly: Assembly): boolean {
  return servesPages(bucket) && fallbackWebsites(assembly).has(bucket);
}

function isReading(action: string): boolean {
  const named = s3ActionsOf(action);
  return named.length === 0 ? matches(action, 's3:getobject') : named.every((one) => one === 's3:getobject');
}
