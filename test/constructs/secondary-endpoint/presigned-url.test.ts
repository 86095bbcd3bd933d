import * as path from 'node:path';
import { packaged } from './packaged';

interface PresignedUrl {
  readonly presignedUrl: (key: string, env: NodeJS.ProcessEnv, now: Date) => string;
  readonly signed: (url: string, seconds: number, env: NodeJS.ProcessEnv, now: Date) => string;
}

const { presignedUrl, signed } = jest.requireActual<PresignedUrl>(path.join(packaged().directory, 'presigned-url.js'));

// of the example on the page below: nobody's
const ENV = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  BUCKET: 'example.com',
};
const NOW = new Date('2013-05-24T00:00:00Z');

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
test('has the signature of the example in the documentation of S3', () => {
  expect(signed('https://examplebucket.s3.amazonaws.com/test.txt', 86400, ENV, NOW)).toBe(
    'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
      '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
      '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
      '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

test('leads to S3 by its dual-stack name, with the bucket in the path, which TLS needs for names with dots', () => {
  const link = presignedUrl("a b/c#d?'(é)*.mp4", { ...ENV, AWS_REGION: 'eu-west-1' }, NOW);
  expect(link.split('?')[0]).toBe(
    'https://s3.dualstack.eu-west-1.amazonaws.com/example.com/a%20b/c%23d%3F%27%28%C3%A9%29%2A.mp4',
  );
});

test('carries the session token that Lambda has, signed as well', () => {
  const link = presignedUrl('film.mp4', { ...ENV, AWS_SESSION_TOKEN: 'to/ken+=' }, NOW);
  expect(link).toContain('&X-Amz-Expires=900&X-Amz-Security-Token=to%2Fken%2B%3D&X-Amz-SignedHeaders=host&');
  const other = presignedUrl('film.mp4', ENV, NOW);
  expect(new URL(link).searchParams.get('X-Amz-Signature')).not.toBe(
    new URL(other).searchParams.get('X-Amz-Signature'),
  );
});
