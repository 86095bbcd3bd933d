import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SWITCH_KEY } from '../../config/names';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import { isAccessDenied, nameOf } from '../aws-error';
import { markOf, written, type Mark } from './mark';

/** The object is there: the switch is engaged. */
export interface Engaged {
  /** Of this very object: no other has it. */
  readonly etag: string;
  readonly since: Date;
  /** Absent when no command of ours put it there. */
  readonly mark?: Mark;
}

/** What an object has to be like for a change: absent, or one with this ETag. */
export type Expected = 'absent' | { readonly etag: string };

/** Codes that S3 has for a condition that is not met, or that another request was about to change. */
const UNMET = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

const LARGEST_MARK = 4_096;

/**
 * Whether the switch is engaged, and by whom, as S3 in the secondary Region has it: what was written is read at once.
 *
 * @throws Error that says what to do when it cannot be read
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
 */
export async function readSwitch(aws: Aws, site: Site): Promise<Engaged | undefined> {
  try {
    const { Body, ETag = '', LastModified = new Date() } = await s3(aws, site).send(new GetObjectCommand(object(site)));
    const body = (await Body?.transformToString()) ?? '';
    const mark = body.length > LARGEST_MARK ? undefined : markOf(body);
    return { etag: ETag, since: mark?.since ?? LastModified, ...(mark && { mark }) };
  } catch (error) {
    if (nameOf(error) === 'NoSuchKey') {
      return undefined;
    }
    throw unreachable(site, 's3:GetObject', error);
  }
}

/**
 * Puts the object there; false when it is not as expected.
 *
 * @throws Error that says what to do when it cannot be written
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function putSwitch(aws: Aws, site: Site, mark: Mark, expected: Expected): Promise<boolean> {
  const condition = expected === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: expected.etag };
  const content = { Body: written(mark), ContentType: 'application/json', CacheControl: 'no-store' };
  const asked = new PutObjectCommand({ ...object(site), ...content, ...condition });
  return isMet(site, 's3:PutObject', () => s3(aws, site).send(asked));
}

/**
 * Removes the object with this ETag; false when it is another by now, or none. The bucket has versions: a delete marker
 * hides it, and nobody without a version's id can read it any more.
 *
 * @throws Error that says what to do when it cannot be removed
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
 */
export async function removeSwitch(aws: Aws, site: Site, { etag }: Pick<Engaged, 'etag'>): Promise<boolean> {
  const asked = new DeleteObjectCommand({ ...object(site), IfMatch: etag });
  return isMet(site, 's3:DeleteObject', () => s3(aws, site).send(asked));
}

async function isMet(site: Site, action: string, change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    if (UNMET.includes(nameOf(error))) {
      return false;
    }
    throw unreachable(site, action, error);
  }
}

/** The switch is for when us-east-1 is lost. */
function s3(aws: Aws, { secondaryRegion }: Site) {
  return aws.s3Alone(secondaryRegion);
}

function object({ secondaryBucketName, account }: Site) {
  return { Bucket: secondaryBucketName, Key: SWITCH_KEY, ExpectedBucketOwner: account };
}

function unreachable({ secondaryBucketName: bucket, account }: Site, action: string, cause: unknown): Error {
  if (nameOf(cause) === 'NoSuchBucket') {
    return new Error(
      `the secondary bucket ${bucket} must be there, got: no such bucket; deploy the site first (npm run deploy)`,
    );
  }
  if (isAccessDenied(cause)) {
    const needs = `${action} on arn:aws:s3:::${bucket}/${SWITCH_KEY} and s3:ListBucket on arn:aws:s3:::${bucket}`;
    return new Error(`the secondary bucket ${bucket} must be of the account ${account}, and ${needs} be allowed`, {
      cause,
    });
  }
  return cause as Error;
}
