'use strict';
// Reads the replica's bucket, with the SDK, the Region and the credentials of Lambda's runtime.

const { GetObjectCommand, HeadObjectCommand, S3Client } = require('@aws-sdk/client-s3');

/**
 * Made while the environment starts; its connections are kept. A visitor waits: three attempts, as a kept connection
 * may be gone, and no long ones. In milliseconds until an answer begins, and between its parts.
 */
const s3 = new S3Client({
  maxAttempts: 3,
  // a certificate of S3 does not cover bucket names with dots
  forcePathStyle: true,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    throwOnRequestTimeout: true,
    socketTimeout: 2_000,
  },
  // computed in JavaScript over every byte, which TLS has protected already
  responseChecksumValidation: 'WHEN_REQUIRED',
});

/** What visitors get of an answer; what else S3 says is about the bucket. `LastModified` is a date, so not here. */
const HEADERS = {
  AcceptRanges: 'accept-ranges',
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  ContentLanguage: 'content-language',
  ContentRange: 'content-range',
  ContentType: 'content-type',
  ETag: 'etag',
  ExpiresString: 'expires',
};

/** Errors that are a matter of what the visitor asks for; all others are logged. */
const ORDINARY = [304, 404, 412, 416];

/** Errors that visitors are told as S3 tells them, as they would be by CloudFront. */
const TOLD = [...ORDINARY, 400, 403, 500, 503];

/**
 * Asks for an object, on the conditions of a visitor's headers.
 *
 * Never fails: the status says what went wrong. The `body` of a 200 or 206 is a stream, to be read or destroyed.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
exports.ask = async (method, key, visitorHeaders = {}) => {
  const conditions = conditionsOf(visitorHeaders);
  const range = rangeOf(visitorHeaders);
  const answer = await send(method, key, { ...conditions, ...range.input });
  // the range was of what the object was before: then all of it
  return range.isConditional && answer.status === 412 ? send(method, key, conditions) : answer;
};

async function send(method, key, input) {
  const Command = method === 'HEAD' ? HeadObjectCommand : GetObjectCommand;
  try {
    const output = await s3.send(new Command({ Bucket: process.env.BUCKET, Key: key, ...input }));
    const headers = { 'last-modified': output.LastModified?.toUTCString() };
    for (const [member, name] of Object.entries(HEADERS)) {
      headers[name] = output[member];
    }
    return {
      key,
      status: headers['content-range'] === undefined ? 200 : 206,
      headers: defined(headers),
      length: output.ContentLength,
      body: output.Body,
    };
  } catch (error) {
    return { key, ...failure(error, key) };
  }
}

function failure(error, key) {
  // without its bucket no page is missing: all are
  const status = error.name === 'NoSuchBucket' ? undefined : error.$metadata?.httpStatusCode;
  if (!ORDINARY.includes(status)) {
    // no message: it may say who we are
    console.error(JSON.stringify({ key, error: error.name, status, requestId: error.$metadata?.requestId }));
  }
  if (!TOLD.includes(status)) {
    // as CloudFront says it of an origin
    return { status: error.name === 'TimeoutError' ? 504 : 502, headers: {} };
  }
  const { headers = {} } = error.$response ?? {};
  const size = error.ActualObjectSize;
  return {
    status,
    headers: defined(
      status === 304
        ? { etag: headers.etag, 'last-modified': headers['last-modified'], 'cache-control': headers['cache-control'] }
        : { 'content-range': status === 416 && size !== undefined ? `bytes */${size}` : undefined },
    ),
  };
}

function conditionsOf(headers) {
  return defined({
    IfMatch: headers['if-match'],
    // tags are compared without their weakness here, which S3 has never heard of
    IfNoneMatch: headers['if-none-match']?.replace(/(^|[\s,])W\//g, '$1'),
    IfModifiedSince: dateOf(headers['if-modified-since']),
    IfUnmodifiedSince: dateOf(headers['if-unmodified-since']),
  });
}

/**
 * One range: S3 knows no more of them, and whoever asks for several gets all. `If-Range`, which the SDK has no member
 * for, becomes a condition in its words.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-range
 */
function rangeOf({ range, 'if-range': ifRange }) {
  if (!/^bytes=\d*-\d*$/.test(range)) {
    return { input: {}, isConditional: false };
  }
  if (ifRange === undefined) {
    return { input: { Range: range }, isConditional: false };
  }
  const condition = ifRange.startsWith('"') ? { IfMatch: ifRange } : defined({ IfUnmodifiedSince: dateOf(ifRange) });
  const isConditional = Object.keys(condition).length > 0;
  return { input: isConditional ? { Range: range, ...condition } : {}, isConditional };
}

/** Undefined for what is no date: such a condition does not count. */
function dateOf(text) {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function defined(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
