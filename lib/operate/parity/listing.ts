import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { addAbortSignal, Readable } from 'node:stream';
import { compareKeys } from './key-order';
import { takeListed, type Listed } from './listed';
import { unreadable, type Side } from './side';

/** Up to a thousand objects, in the order of their keys. */
export interface Page {
  readonly objects: readonly Listed[];
  /** S3's own clock when it answered. */
  readonly at: Date;
}

interface Answer {
  readonly page: Page;
  readonly next: string | undefined;
}

/** As far as it is read here; the SDK leaves its type open. */
interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: Readable;
}

/**
 * Current objects of a bucket, the next page asked for while one is read: two of them are in memory at most.
 *
 * @throws Error that says why the bucket could not be read, and what to do
 */
export async function* listing(side: Side, signal: AbortSignal): AsyncGenerator<Page, void, undefined> {
  let last = '';
  for (let asked: Promise<Answer> | undefined = ask(side, undefined, signal); asked;) {
    const { page, next }: Answer = await asked.catch((error: unknown) => {
      signal.throwIfAborted();
      throw unreadable(side, `s3:ListBucket on arn:aws:s3:::${side.bucket}`, error);
    });
    asked = next === undefined ? undefined : ask(side, next, signal);
    // who stops reading does not care any more
    asked?.catch(() => undefined);
    last = checkedOrder(side, last, page.objects);
    yield page;
  }
}

/** @returns the last key */
function checkedOrder({ role, bucket }: Side, before: string, objects: readonly Listed[]): string {
  let last = before;
  for (const { key } of objects) {
    if (compareKeys(last, key) >= 0) {
      const got = `${JSON.stringify(key)} after ${JSON.stringify(last)}`;
      throw new Error(`the listing of the ${role} bucket ${bucket} must be in the order of its keys, got: ${got}`);
    }
    last = key;
  }
  return last;
}

async function ask({ bucket, account, s3 }: Side, token: string | undefined, signal: AbortSignal): Promise<Answer> {
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    ContinuationToken: token,
    // what XML cannot hold may be part of a key
    EncodingType: 'url',
    ExpectedBucketOwner: account,
  });
  let page: Page = { objects: [], at: new Date() };
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as HttpAnswer;
      // errors are the SDK's
      if (response.statusCode === 200) {
        const { objects, rest } = await takeListed(addAbortSignal(signal, response.body));
        page = { objects, at: response.headers.date === undefined ? page.at : new Date(response.headers.date) };
        response.body = Readable.from([rest]);
      }
      return result;
    },
    // before the SDK's own, which has the usual priority
    { name: 'takeListed', step: 'deserialize', priority: 'low' },
  );
  const output = await s3.send(command, { abortSignal: signal });
  assertWhole(output, page);
  return { page, next: output.IsTruncated ? output.NextContinuationToken : undefined };
}

/** What was read here has to be what S3 says that it sent. */
function assertWhole({ KeyCount, IsTruncated, NextContinuationToken }: ListObjectsV2CommandOutput, { objects }: Page) {
  if (KeyCount !== objects.length) {
    throw new Error(`a page of a listing must hold ${KeyCount} objects, as it says, got: ${objects.length}`);
  }
  if (IsTruncated && !NextContinuationToken) {
    throw new Error('a page of a listing that is not the last must name the next, got: none');
  }
}
