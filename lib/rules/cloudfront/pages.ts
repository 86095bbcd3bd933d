import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { concerns } from '../iam/statements';
import type { Rule } from '../rule';
import { bucketStatements } from '../site';
import { inForm, inRange, nameOf, oneOf, repeated } from './checks';
import { bucketOf, configOf, defaultBehaviorOf, DISTRIBUTION, restHost, secondaryWebsites, targetsOf } from './model';

const ROOT = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html';
const ERRORS = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomErrorResponse.html';
const PAGES = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html';
const EXPIRATION =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html';

const ERROR_CODES = ['400', '403', '404', '405', '414', '416', '500', '501', '502', '503', '504'];

/** The pages for the root and for errors. */
export const pageRules: readonly Rule[] = [
  {
    id: 'cloudfront-root-object',
    severity: 'error',
    sentence: 'The root of a bucket is a page, the same as on the secondary website.',
    page: ROOT,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const at = configOf(distribution).at('DefaultRootObject');
      const index = secondaryWebsites(distribution, assembly)[0]?.at('WebsiteConfiguration.IndexDocument').text;
      yield* inForm(at, /^$|^[^/\s].{0,254}$/, 'write the key of the page, without a slash at its beginning');
      if (!at.text && targetsOf(defaultBehaviorOf(distribution), distribution).some(restHost)) {
        yield {
          at,
          wrong: 'the root of the site is no page',
          write: `set DefaultRootObject to ${index ?? 'index.html'}`,
        };
      } else if (at.text && index !== undefined && at.text !== index) {
        yield {
          at,
          wrong: `the root is ${at.text} on CloudFront, ${index} on the secondary`,
          write: `set DefaultRootObject to ${index}`,
        };
      }
    },
  },
  {
    id: 'cloudfront-error-responses',
    severity: 'error',
    sentence: 'A custom error response is for one code, and has a page and the code to send it with, or neither.',
    page: ERRORS,
    types: [DISTRIBUTION],
    *check(distribution) {
      const responses = errorResponsesOf(distribution);
      for (const response of responses) {
        const page = response.at('ResponsePagePath');
        const code = response.at('ResponseCode');
        yield* oneOf(response.at('ErrorCode'), ERROR_CODES);
        yield* oneOf(code, ['200', ...ERROR_CODES]);
        yield* inForm(page, /^\/[^\s?#]{0,4095}$/, 'write the path of a page, /404.html');
        yield* inRange(response.at('ErrorCachingMinTTL'), 0, 31_536_000);
        if (!response.at('ErrorCode').exists || page.exists !== code.exists) {
          yield {
            at: response,
            wrong: `${nameOf(response)} is incomplete`,
            write: 'write ErrorCode, and ResponsePagePath and ResponseCode together',
          };
        }
      }
      yield* repeated(responses, (response) => response.at('ErrorCode').text);
    },
  },
  {
    id: 'cloudfront-missing-pages',
    severity: 'error',
    sentence: 'A missing page gives the page that the secondary website gives.',
    page: PAGES,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const page = secondaryWebsites(distribution, assembly)[0]?.at('WebsiteConfiguration.ErrorDocument').text;
      const at = configOf(distribution).at('CustomErrorResponses');
      const status = statusOfMissing(distribution, assembly);
      const response = errorResponsesOf(distribution).find((one) => one.at('ErrorCode').text === status);
      const found = response?.at('ResponsePagePath');
      if (page !== undefined && status !== undefined && found?.text !== `/${page}`) {
        yield {
          at: found ?? at,
          wrong: `a missing page is a ${status} of the bucket, for which visitors get ${found?.text ?? 'XML'}`,
          write: `answer ${status} with /${page} and ResponseCode 404, as the secondary does`,
        };
      }
    },
  },
  {
    id: 'cloudfront-missing-pages-are-errors',
    severity: 'warning',
    sentence: 'A client error is sent as a client error, an error of the server as one: search engines go by the code.',
    page: PAGES,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const response of errorResponsesOf(distribution)) {
        const at = response.at('ResponseCode');
        const code = String(response.at('ErrorCode'));
        if (at.exists && at.text?.[0] !== code[0]) {
          yield { at, wrong: `a ${code} is sent as ${String(at)}`, write: `set ResponseCode to ${code}` };
        }
      }
    },
  },
  {
    id: 'cloudfront-errors-pass',
    severity: 'warning',
    sentence: 'An error is forgotten soon after it is over.',
    page: EXPIRATION,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const response of errorResponsesOf(distribution)) {
        const at = response.at('ErrorCachingMinTTL');
        const limit = response.at('ErrorCode').text?.startsWith('5') ? 60 : 3600;
        if ((at.number ?? 0) > limit) {
          yield {
            at,
            wrong: `a ${String(response.at('ErrorCode'))} is repeated for ${String(at)} s after it is over`,
            write: `set ErrorCachingMinTTL to ${limit} at most`,
          };
        }
      }
    },
  },
];

function errorResponsesOf(distribution: Resource) {
  return configOf(distribution).at('CustomErrorResponses').list;
}

/** What the bucket says of a missing object: 404 to whom it lets list, else 403; nothing is known of buckets elsewhere. */
function statusOfMissing(distribution: Resource, assembly: Assembly): string | undefined {
  const [origin] = targetsOf(defaultBehaviorOf(distribution), distribution);
  const bucket = origin && bucketOf(origin, assembly);
  const lists = (bucket ? bucketStatements(bucket, assembly) : []).some(
    (statement) =>
      statement.effect === 'Allow' &&
      statement.principals.some((principal) => principal === '*' || principal === 'cloudfront.amazonaws.com') &&
      concerns(statement, 's3:ListBucket', `arn:aws:s3:::${bucket?.ref ?? ''}`),
  );
  return bucket && (lists ? '404' : '403');
}
