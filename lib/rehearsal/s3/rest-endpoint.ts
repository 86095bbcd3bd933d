import type { Assembly } from '../../rules/assembly/assembly';
import type { Request, Response } from '../http/exchange';
import { isAllowed } from './access';
import type { Bucket } from './bucket';
import { errorDocument, escaped, xml } from './error-documents';
import { keyAt } from './keys';

/** Methods that S3 knows, for things that nobody may do here. */
const REFUSED = ['PUT', 'POST', 'DELETE', 'OPTIONS'];

/**
 * Answers as a bucket's REST endpoint: whether a key is missing is told only to those who may list the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function restEndpoint(bucket: Bucket, request: Request, assembly: Assembly): Response {
  const { method, caller } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    return errorDocument(REFUSED.includes(method) ? 'AccessDenied' : 'MethodNotAllowed');
  }
  const key = keyAt(request.path);
  if (key === undefined) {
    return errorDocument('InvalidURI');
  }
  const mayList = isAllowed(bucket, 's3:ListBucket', undefined, caller, assembly);
  if (key === '') {
    return mayList ? xml(200, listing(bucket)) : errorDocument('AccessDenied');
  }
  if (!isAllowed(bucket, 's3:GetObject', key, caller, assembly)) {
    return errorDocument('AccessDenied');
  }
  const object = bucket.objects.get(key);
  return object
    ? { status: 200, headers: { ...object.headers, etag: object.etag, server: 'AmazonS3' }, body: object.body }
    : errorDocument(mayList ? 'NoSuchKey' : 'AccessDenied', mayList ? { Key: key } : {});
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
function listing({ name, objects }: Bucket): string {
  const keys = [...objects.keys()].sort();
  const contents = keys.slice(0, 1000).map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`);
  const isTruncated = keys.length > 1000;
  return (
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
    `<Name>${escaped(name)}</Name><MaxKeys>1000</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>` +
    `${contents.join('')}</ListBucketResult>`
  );
}
