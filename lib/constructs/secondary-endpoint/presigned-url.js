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
  const region = env.AWS_REGION;
  const endpoint = new URL(
    env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL ?? `https://s3.dualstack.${region}.amazonaws.com`,
  );
  const path = `/${[env.BUCKET, ...key.split('/')].map(encoded).join('/')}`;
  const time = now.toISOString().replace(/[:-]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${env.AWS_ACCESS_KEY_ID}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(SECONDS),
    ...(env.AWS_SESSION_TOKEN && { 'X-Amz-Security-Token': env.AWS_SESSION_TOKEN }),
    'X-Amz-SignedHeaders': 'host',
  })
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const request = ['GET', path, query, `host:${endpoint.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const digest = createHash('sha256').update(request).digest('hex');
  const signingKey = [day, region, 's3', 'aws4_request'].reduce(signature, `AWS4${env.AWS_SECRET_ACCESS_KEY}`);
  const signed = signature(signingKey, ['AWS4-HMAC-SHA256', time, scope, digest].join('\n')).toString('hex');
  return `${endpoint.origin}${path}?${query}&X-Amz-Signature=${signed}`;
};

function signature(key, text) {
  return createHmac('sha256', key).update(text).digest();
}

function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
