import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { cloudFrontFor } from '../iam/requesters';
import { applies } from '../iam/requests';
import { bucketOfHost, bucketStatements } from '../site';
import { isPublicWebsite } from './model';

const CLOUDFRONT = 'cloudfront.amazonaws.com';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const PAGE =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html';

/** That CloudFront may read the buckets behind it. */
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
