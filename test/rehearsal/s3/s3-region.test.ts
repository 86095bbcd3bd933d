import { Clock } from '../../../lib/rehearsal/clock';
import { ask } from '../../../lib/rehearsal/http/ask';
import type { Request } from '../../../lib/rehearsal/http/exchange';
import { addressedBy } from '../../../lib/rehearsal/s3/hosts';
import { S3Region } from '../../../lib/rehearsal/s3/s3-region';
import { remove } from '../../rules/mutable-app';
import { CHECKERS, PRIMARY_POLICY } from '../../rules/mutations/s3/paths';
import { CHECKER, CLOUDFRONT, get, PRIMARY_HOST, PRIMARY_NAME, rehearsedSite } from './site';

const PATIENCE = { connect: 1000, response: 1000 };
const CLOCK = new Clock(1);
const { buckets, assembly, primary, secondary } = rehearsedSite();
primary.objects.forEach((object, key) => secondary.replicate({ key, object }));

const east = new S3Region('us-east-2', buckets, assembly);
const west = new S3Region('us-west-2', buckets, assembly);

beforeEach(() => Promise.all([east.start(), west.start()]));
afterEach(async () => {
  await Promise.all([east.stop(), west.stop()]);
  await Promise.all([east.restore(), west.restore()]);
});

async function answer(s3: S3Region, request: Request, secure = false): Promise<[number, string]> {
  const { status, body } = await ask(s3.listener(secure), request, PATIENCE, CLOCK);
  return [status, body.toString()];
}

test.each([
  [`${PRIMARY_NAME}.s3.us-east-2.amazonaws.com`, 'us-east-2', 'rest', PRIMARY_NAME],
  [`${PRIMARY_NAME}.s3-us-east-2.amazonaws.com`, 'us-east-2', 'rest', PRIMARY_NAME],
  [`${PRIMARY_NAME}.s3.dualstack.us-east-2.amazonaws.com`, 'us-east-2', 'rest', PRIMARY_NAME],
  [`${PRIMARY_NAME}.s3.amazonaws.com`, 'us-east-2', 'rest', PRIMARY_NAME],
  ['${app/website.bucket}.s3.us-east-2.amazonaws.com', 'us-east-2', 'rest', '${app/website.bucket}'],
  ['example.com.s3.us-west-2.amazonaws.com', 'us-west-2', 'rest', 'example.com'],
  ['example.com.s3-website-us-west-2.amazonaws.com', 'us-west-2', 'website', 'example.com'],
  ['example.com.s3-website.us-east-2.amazonaws.com', 'us-east-2', 'website', 'example.com'],
  ['example.com', 'us-west-2', 'website', 'example.com'],
])('S3 takes %s in %s for the %s endpoint of %s', (host, region, endpoint, bucket) => {
  expect(addressedBy(host, region)).toEqual({ endpoint, bucket });
});

test('a checker reads the health object over HTTPS, and is refused over HTTP, whatever it says of itself', async () => {
  const request = get('/health.txt', { caller: CHECKER });
  expect(await answer(east, request, true)).toEqual([200, 'ok\n']);
  expect(await answer(east, request, false)).toEqual([403, expect.stringContaining('AccessDenied')]);
});

test('CloudFront reads pages, with their headers and length', async () => {
  const { status, headers } = await ask(
    east.listener(false),
    get('/index.html', { caller: CLOUDFRONT }),
    PATIENCE,
    CLOCK,
  );
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'text/html', 'content-length': '4', server: 'AmazonS3' });
});

test('visitors who arrive by DNS find the website of their host', async () => {
  expect(await answer(west, get('/guide/', { host: 'example.com' }))).toEqual([200, 'guide']);
  expect(await answer(west, get('/', { host: 'example.com.s3-website-us-west-2.amazonaws.com' }))).toEqual([
    200,
    'home',
  ]);
  const { status, headers } = await ask(
    west.listener(false),
    get('/a?b', { host: 'www.example.com' }),
    PATIENCE,
    CLOCK,
  );
  expect([status, headers.location]).toEqual([301, 'http://example.com/a?b']);
});

test('a website does not answer over HTTPS', async () => {
  const says = expect.stringContaining('nobody can connect') as string;
  expect(await answer(west, get('/', { host: 'example.com' }), true)).toEqual([421, says]);
});

test('another app may take the place of its own, with other policies', async () => {
  const request = get('/health.txt', { caller: CHECKER });
  east.assembly = rehearsedSite(remove(PRIMARY_POLICY, CHECKERS)).assembly;
  expect((await answer(east, request, true))[0]).toBe(403);
  east.assembly = assembly;
  expect((await answer(east, request, true))[0]).toBe(200);
});

test.each([
  ['other.s3.us-east-2.amazonaws.com', 404, '<Code>NoSuchBucket</Code>'],
  ['example.net', 404, '<li>Code: NoSuchBucket</li>'],
  ['example.com.s3.us-east-2.amazonaws.com', 301, '<Endpoint>example.com.s3.us-west-2.amazonaws.com</Endpoint>'],
  ['example.com', 400, '<li>Code: IncorrectEndpoint</li>'],
])('where there is no such bucket, %s is answered with %s', async (host, status, says) => {
  expect(await answer(east, get('/', { host }))).toEqual([status, expect.stringContaining(says)]);
});

test('when it is unavailable, every request is answered with 503, until it is back', async () => {
  await Promise.all([east.lose('unavailable'), west.lose('unavailable')]);
  const request = get('/health.txt', { caller: CHECKER });
  expect(await answer(east, request, true)).toEqual([503, expect.stringContaining('<Code>ServiceUnavailable</Code>')]);
  expect(await answer(east, get('/', { host: PRIMARY_HOST, caller: CLOUDFRONT }))).toEqual([503, expect.anything()]);
  expect(await answer(west, get('/', { host: 'example.com' }))).toEqual([503, expect.stringContaining('<html>')]);
  await east.restore();
  expect(await answer(east, request, true)).toEqual([200, 'ok\n']);
});

test('when it refuses, nobody can connect, until it is back at the same ports', async () => {
  const ports = [east.listener(false).port, east.listener(true).port];
  const request = get('/health.txt', { caller: CHECKER });
  await east.lose('refused');
  await expect(answer(east, request, true)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(answer(east, request, false)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await east.restore();
  expect([east.listener(false).port, east.listener(true).port]).toEqual(ports);
  expect(await answer(east, request, true)).toEqual([200, 'ok\n']);
});

test('one kind of loss may follow the other', async () => {
  const request = get('/health.txt', { caller: CHECKER });
  await east.lose('refused');
  await east.lose('unavailable');
  expect((await answer(east, request, true))[0]).toBe(503);
  await east.lose('refused');
  await expect(answer(east, request, true)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('once stopped, what is restored does not listen', async () => {
  await east.lose('refused');
  await east.stop();
  await east.restore();
  await expect(answer(east, get('/'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
