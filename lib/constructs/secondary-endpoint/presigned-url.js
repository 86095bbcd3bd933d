'use strict';
// Loaded with the first object that is too large for an answer. No page says that the runtime has
// `@aws-sdk/s3-request-presigner`, and the algorithm is short:
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html

const { createHash, createHmac } = require('node:crypto');

/** Long enough to seek in a video; who is downloading then goes on. */
const SECONDS = 900;

/**
 * A link to an object that works for a quarter of an hour, for visitors on IPv4 and on IPv6.
 *
 * Ranges and conditions are headers of whoever follows it: only the host is signed. The bucket is in the path, because
 * S3's certificate does not cover bucket names with dots:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
exports.presignedUrl = (key, env = process.env, now = new Date()) => {
  const standard = `https://s3.dualstack.${env.AWS_REGION}.amazonaws.com`;
  const { origin } = new URL(env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL ?? standard);
  const path = [env.BUCKET, ...key.split('/')].map(encoded).join('/');
  return exports.signed(`${origin}/${path}`, SECONDS, env, now);
};

/** A URL without a query, encoded already, with the query that lets whoever has it GET what it names. */
exports.signed = (url, seconds, env, now) => {
  const [, host, path] = /^https?:\/\/([^/]+)(.*)$/.exec(url);
  const time = now.toISOString().replace(/[:-]|\.\d+/g, '');
  const scope = [time.slice(0, 8), env.AWS_REGION, 's3', 'aws4_request'];
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': [env.AWS_ACCESS_KEY_ID, ...scope].join('/'),
    'X-Amz-Date': time,
    'X-Amz-Expires': String(seconds),
    ...(env.AWS_SESSION_TOKEN && { 'X-Amz-Security-Token': env.AWS_SESSION_TOKEN }),
    'X-Amz-SignedHeaders': 'host',
  })
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const request = ['GET', path, query, `host:${host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const digest = createHash('sha256').update(request).digest('hex');
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), digest].join('\n');
  const key = scope.reduce(signature, `AWS4${env.AWS_SECRET_ACCESS_KEY}`);
  return `${url}?${query}&X-Amz-Signature=${signature(key, text).toString('hex')}`;
};

function signature(key, text) {
  return createHmac('sha256', key).update(text).digest();
}

function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
