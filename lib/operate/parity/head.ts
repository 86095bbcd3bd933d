import { HeadObjectCommand, type HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { nameOf } from '../aws-error';
import type { Side } from './side';

/**
 * What S3 says of an object's replication; `NONE` for one written before there was a rule.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export type ReplicationStatus = 'PENDING' | 'COMPLETED' | 'FAILED' | 'REPLICA' | 'NONE';

/** An object as S3 answers it to whoever asks for it alone. */
export interface Head {
  readonly etag: string;
  readonly size: number;
  readonly status: ReplicationStatus;
  /** What visitors get with it, and metadata; by name, those that it has. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks for one object; undefined when it is not there.
 *
 * @throws Error of the SDK
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export async function headOf(side: Side, key: string, signal: AbortSignal): Promise<Head | undefined> {
  const { bucket, account, s3 } = side;
  const command = new HeadObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: account });
  const output = await s3.send(command, { abortSignal: signal }).catch((error: unknown) => {
    if (nameOf(error) === 'NotFound' || nameOf(error) === 'NoSuchKey') {
      return undefined;
    }
    throw error;
  });
  return (
    output && {
      etag: (output.ETag ?? '').replaceAll('"', ''),
      size: output.ContentLength ?? 0,
      status: statusOf(output),
      headers: headersOf(output),
    }
  );
}

function statusOf({ ReplicationStatus = 'NONE' }: { ReplicationStatus?: string }): ReplicationStatus {
  return (ReplicationStatus === 'COMPLETE' ? 'COMPLETED' : ReplicationStatus) as ReplicationStatus;
}

function headersOf(output: HeadObjectCommandOutput): Record<string, string> {
  const metadata = Object.entries(output.Metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  const named = Object.entries({
    'content-type': output.ContentType,
    'cache-control': output.CacheControl,
    'content-encoding': output.ContentEncoding,
    'content-language': output.ContentLanguage,
    'content-disposition': output.ContentDisposition,
    expires: output.ExpiresString,
    'x-amz-website-redirect-location': output.WebsiteRedirectLocation,
  });
  return Object.fromEntries([...named, ...metadata].filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}
