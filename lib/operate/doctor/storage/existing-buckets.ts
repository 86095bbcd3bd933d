import { HeadBucketCommand, paginateListBuckets, type Bucket } from '@aws-sdk/client-s3';
import type { Aws } from '../../aws';
import { oncePer } from '../asking';
import type { SiteBucket } from './site-buckets';

/** In one page; asked for a number of them, S3 gives each bucket's Region too. */
const PAGE_SIZE = 1000;

/**
 * Every bucket of the account, by its name.
 *
 * @throws Error of the SDK
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export const ownBuckets = oncePer(async ({ aws, site }): Promise<Map<string, Bucket>> => {
  const buckets = new Map<string, Bucket>();
  const client = aws.s3(site.primaryRegion);
  for await (const { Buckets = [] } of paginateListBuckets({ client }, { MaxBuckets: PAGE_SIZE })) {
    Buckets.forEach((bucket) => buckets.set(bucket.Name ?? '', bucket));
  }
  return buckets;
});

const REGION = 'x-amz-bucket-region';

/**
 * What S3 says of a bucket to whoever may not have it, or asks in another Region than the bucket's. Where Regions know
 * nothing of each other's signatures, as those that are opted into, that is 400, with the Region where it is.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/issues/7304
 */
function isThere(status: number, region: string | undefined): boolean {
  return status === 403 || status === 301 || (status === 400 && region !== undefined);
}

/**
 * Whether a bucket has a name, whoever owns it, and where.
 *
 * @throws Error of the SDK, when S3 gives no answer
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export async function bucketNamed(
  aws: Aws,
  { name, region }: SiteBucket,
): Promise<{ exists: boolean; region?: string }> {
  try {
    const { BucketRegion } = await aws.s3(region).send(new HeadBucketCommand({ Bucket: name }));
    return { exists: true, region: BucketRegion };
  } catch (error) {
    const { $metadata, $response } = error as Refusal;
    const status = $metadata?.httpStatusCode ?? 0;
    const foundIn = $response?.headers?.[REGION];
    if (status !== 404 && !isThere(status, foundIn)) {
      throw error;
    }
    return { exists: status !== 404, region: foundIn };
  }
}

/** A HEAD has no body: all that is known are the status and the headers. */
interface Refusal {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}
