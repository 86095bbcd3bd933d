import * as zlib from 'node:zlib';
import { eventOf, type LambdaHandler } from './gateway';
import { handlerIn } from './handler';
import { packaged, SECURITY_HEADERS } from './packaged';
import { etagOf, failure, LAST_MODIFIED, S3Double } from './s3-double';

const s3 = new S3Double();
const endpoint = packaged();
let handler: LambdaHandler;
let logged: jest.SpyInstance;

beforeAll(async () => {
  handler = handlerIn(endpoint.directory, await s3.start());
});

afterAll(async () => {
  await s3.stop();
});

const PAGE = '<h1>home</h1>\n'.repeat(100);
const ETAG = etagOf(PAGE);
const DATE = LAST_MODIFIED.toUTCString();
const LATER = 'Tue, 03 Nov 2026 00:00:00 GMT';
const EARLIER = 'Sun, 01 Nov 2026 00:00:00 GMT';

beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockImplementation();
  s3.reset();
  s3.put('index.html', PAGE, { 'content-type': 'text/html', 'cache-control': 'public, max-age=0' });
  s3.put('404.html', 'not here', { 'content-type': 'text/html', 'cache-control': 'public, max-age=60' });
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a visitor gets, its body decoded; every answer has the security headers, so they are left out. */
async function visit(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await handler(eventOf(method, url, { host: 'example.com', ...headers }));
  expect(answer.headers).toMatchObject(SECURITY_HEADERS);
  const own = Object.entries(answer.headers).filter(([name]) => !Object.keys(SECURITY_HEADERS).includes(name));
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(own),
    body: Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

describe('a page', () => {
  test('comes with the headers that are stored with it, and nothing else that S3 says', async () => {
    s3.put('report.txt', 'text', {
      'content-type': 'text/plain',
      'cache-control': 'max-age=60',
      'content-disposition': 'attachment',
      'content-encoding': 'identity',
      'content-language': 'de',
      expires: LATER,
    });
    const { status, headers, body } = await visit('/report.txt');
    expect({ status, headers, body: body.toString() }).toEqual({
      status: 200,
      headers: {
        'accept-ranges': 'bytes',
        'cache-control': 'max-age=60',
        'content-disposition': 'attachment',
        'content-encoding': 'identity',
        'content-language': 'de',
        'content-type': 'text/plain',
        etag: etagOf('text'),
        expires: LATER,
        'last-modified': DATE,
      },
      body: 'text',
    });
  });

  test('may be empty, or of any bytes', async () => {
    s3.put('empty.txt', '');
    s3.put('bytes.bin', Buffer.from([0, 255, 128]));
    expect((await visit('/empty.txt')).body).toHaveLength(0);
    expect([...(await visit('/bytes.bin')).body]).toEqual([0, 255, 128]);
  });

  test('asked for with HEAD comes with its length in place of its body', async () => {
    const { status, headers, body } = await visit('/', { 'accept-encoding': 'gzip' }, 'HEAD');
    expect(body).toHaveLength(0);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-length': String(PAGE.length), etag: ETAG, vary: 'Accept-Encoding' });
    expect(s3.asked).toEqual(['HEAD index.html']);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('cannot be asked for with %s', async (method) => {
    expect(await visit('/', {}, method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(s3.asked).toEqual([]);
  });
});

describe('a missing page', () => {
  test('is the error page with its headers and the status 404', async () => {
    const { status, headers, body } = await visit('/none.html', { 'if-none-match': '"x"', range: 'bytes=0-1' });
    expect(status).toBe(404);
    expect(headers).toMatchObject({ 'content-type': 'text/html', 'cache-control': 'public, max-age=60' });
    expect(body.toString()).toBe('not here');
  });

  test('has no body for HEAD', async () => {
    const { status, headers, body } = await visit('/none.html', {}, 'HEAD');
    expect({ status, length: headers['content-length'], body: body.length }).toEqual({
      status: 404,
      length: '8',
      body: 0,
    });
  });

  test('is a short page of its own where the error page is missing too', async () => {
    s3.objects.delete('404.html');
    const { status, headers, body } = await visit('/none.html');
    expect({ status, type: headers['content-type'] }).toEqual({ status: 404, type: 'text/html; charset=utf-8' });
    expect(body.toString()).toBe('<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>\n');
    const head = await visit('/none.html', {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([404, 0]);
  });
});

describe('conditions', () => {
  test.each([
    ['if-none-match', ETAG, 304],
    ['if-none-match', `W/${ETAG}`, 304],
    ['if-none-match', '"other"', 200],
    ['if-modified-since', DATE, 304],
    ['if-modified-since', LATER, 304],
    ['if-modified-since', EARLIER, 200],
    ['if-modified-since', 'yesterday', 200],
    ['if-match', ETAG, 200],
    ['if-match', `W/${ETAG}`, 412],
    ['if-match', '"other"', 412],
    ['if-unmodified-since', DATE, 200],
    ['if-unmodified-since', EARLIER, 412],
    ['if-unmodified-since', 'yesterday', 200],
  ])('%s: %s gives %i, to GET and to HEAD', async (name, value, status) => {
    expect((await visit('/', { [name]: value })).status).toBe(status);
    expect((await visit('/', { [name]: value }, 'HEAD')).status).toBe(status);
  });

  test('a page that did not change has no body, and the tag that the visitor knows', async () => {
    const { headers, body } = await visit('/', { 'if-none-match': ETAG });
    expect(headers).toEqual({ etag: ETAG, 'last-modified': DATE });
    expect(body).toHaveLength(0);
    expect((await visit('/', { 'if-none-match': `W/${ETAG}` })).headers).toMatchObject({ etag: `W/${ETAG}` });
  });
});

describe('ranges', () => {
  test.each([
    ['bytes=0-3', 206, '<h1>', `bytes 0-3/${PAGE.length}`],
    ['bytes=-3', 206, '1>\n', `bytes ${PAGE.length - 3}-${PAGE.length - 1}/${PAGE.length}`],
    [`bytes=${PAGE.length - 2}-`, 206, '>\n', `bytes ${PAGE.length - 2}-${PAGE.length - 1}/${PAGE.length}`],
    ['lines=1-2', 200, PAGE, undefined],
    ['bytes=0-1,4-5', 200, PAGE, undefined],
    ['bytes=-', 200, PAGE, undefined],
  ])('%s gives %i', async (range, status, text, contentRange) => {
    const { headers, ...answer } = await visit('/', { range, 'accept-encoding': 'gzip, br' });
    expect(answer.status).toBe(status);
    expect(headers['content-range']).toBe(contentRange);
    expect((headers['content-encoding'] ? zlib.brotliDecompressSync(answer.body) : answer.body).toString()).toBe(text);
  });

  test('of a page that would be compressed are parts of the page as it is', async () => {
    const { headers, body } = await visit('/', { range: 'bytes=0-1199', 'accept-encoding': 'gzip, br' });
    expect([headers['content-encoding'], headers.etag, body.toString()]).toEqual([
      undefined,
      ETAG,
      PAGE.slice(0, 1200),
    ]);
  });

  test('one that the page does not have gives 416 with the length of the page', async () => {
    expect(await visit('/', { range: 'bytes=5000-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': `bytes */${PAGE.length}` },
    });
  });

  test('HEAD tells about the part', async () => {
    const { status, headers } = await visit('/', { range: 'bytes=0-3' }, 'HEAD');
    expect(status).toBe(206);
    expect(headers).toMatchObject({ 'content-length': '4', 'content-range': `bytes 0-3/${PAGE.length}` });
  });

  test.each([
    [ETAG, 206],
    [DATE, 206],
    ['"other"', 200],
    [`W/${ETAG}`, 200],
    [EARLIER, 200],
    ['yesterday', 200],
  ])('if-range: %s gives %i', async (ifRange, status) => {
    expect((await visit('/', { range: 'bytes=0-3', 'if-range': ifRange })).status).toBe(status);
  });

  test('if-range without a range is no condition', async () => {
    expect((await visit('/', { 'if-range': '"other"' })).status).toBe(200);
  });
});

describe('compression', () => {
  const gunzip = (body: Buffer) => zlib.gunzipSync(body).toString();
  const unbrotli = (body: Buffer) => zlib.brotliDecompressSync(body).toString();

  test.each([
    ['gzip', 'gzip', gunzip],
    ['br', 'br', unbrotli],
    ['gzip, deflate, br', 'br', unbrotli],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzip],
    ['GZIP', 'gzip', gunzip],
  ])('a visitor who accepts %s gets %s, with a weak tag', async (accepted, encoding, decompressed) => {
    const { headers, body } = await visit('/', { 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': encoding, etag: `W/${ETAG}`, vary: 'Accept-Encoding' });
    expect(decompressed(body)).toBe(PAGE);
    expect(body.length).toBeLessThan(PAGE.length / 5);
  });

  test.each(['identity', 'deflate', 'gzip;q=0', 'gzip;q=0.000, br; q=0', ''])(
    'one who accepts "%s" gets the page as it is, and caches are told that others would not',
    async (accepted) => {
      const { headers, body } = await visit('/', { 'accept-encoding': accepted });
      expect(headers).toMatchObject({ etag: ETAG, vary: 'Accept-Encoding' });
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.toString()).toBe(PAGE);
    },
  );

  test.each([
    ['text/html', 1000, {}, true],
    ['text/html', 999, {}, false],
    ['Text/CSS; charset=utf-8', 1000, {}, true],
    ['application/x-javascript', 1000, {}, true],
    ['image/svg+xml', 1000, {}, true],
    ['image/png', 1000, {}, false],
    ['application/octet-stream', 1000, {}, false],
    ['text/html', 1000, { 'content-encoding': 'gzip' }, false],
  ])('%s of %i bytes, stored with %j: %s', async (type, length, headers, isCompressed) => {
    s3.put('file.x', 'x'.repeat(length), { 'content-type': type, ...headers });
    const { headers: answered } = await visit('/file.x', { 'accept-encoding': 'br' });
    expect(answered['content-encoding'] === 'br').toBe(isCompressed);
    expect(answered.vary).toBe(isCompressed ? 'Accept-Encoding' : undefined);
  });

  test('the error page is compressed too', async () => {
    s3.put('404.html', PAGE, { 'content-type': 'text/html' });
    const { status, headers, body } = await visit('/none.html', { 'accept-encoding': 'gzip' });
    expect({ status, encoding: headers['content-encoding'] }).toEqual({ status: 404, encoding: 'gzip' });
    expect(gunzip(body)).toBe(PAGE);
  });
});

describe('an object too large for an answer of Lambda', () => {
  const LIMIT = 4_400_000;

  test('is sent up to the limit, where the answer has not the 6 MB that Lambda refuses', async () => {
    s3.put('video.mp4', Buffer.alloc(LIMIT));
    const answer = await handler(eventOf('GET', '/video.mp4', { host: 'example.com' }));
    expect(answer.statusCode).toBe(200);
    expect(JSON.stringify(answer).length).toBeLessThan(6_000_000);
  });

  test('is a redirect to a signed link that nobody may keep', async () => {
    s3.put('a b/vidéo.mp4', Buffer.alloc(LIMIT + 1));
    const { status, headers, body } = await visit('/a%20b/vid%C3%A9o.mp4');
    expect({ status, cache: headers['cache-control'], body: body.length }).toEqual({
      status: 307,
      cache: 'no-store',
      body: 0,
    });
    const link = new URL(String(headers.location));
    expect(link.pathname).toBe('/example.com/a%20b/vid%C3%A9o.mp4');
    expect(link.searchParams.get('X-Amz-Expires')).toBe('900');
    const followed = await fetch(link, { headers: { range: 'bytes=0-9' } });
    expect({ status: followed.status, length: (await followed.arrayBuffer()).byteLength }).toEqual({
      status: 206,
      length: 10,
    });
  });

  test('is answered directly where no more than a part of it, or nothing, is to be sent', async () => {
    s3.put('video.mp4', Buffer.alloc(LIMIT + 1));
    expect((await visit('/video.mp4', { range: 'bytes=0-9' })).body).toHaveLength(10);
    expect((await visit('/video.mp4', { 'if-modified-since': DATE })).status).toBe(304);
    const { status, headers } = await visit('/video.mp4', {}, 'HEAD');
    expect({ status, length: headers['content-length'] }).toEqual({ status: 200, length: String(LIMIT + 1) });
  });

  test('that is the error page is not sent for what is missing', async () => {
    s3.put('404.html', Buffer.alloc(LIMIT + 1));
    const { status, body } = await visit('/none.html');
    expect({ status, body: body.length < 100 }).toEqual({ status: 404, body: true });
  });
});

describe('an error of S3', () => {
  test.each([
    [403, 'AccessDenied', 403],
    [500, 'InternalError', 500],
    [301, 'PermanentRedirect', 502],
  ])('%i %s is told as %i, without what S3 says', async (status, code, told) => {
    s3.fault = () => failure(status, code);
    const { headers, body, ...answer } = await visit('/');
    expect(answer.status).toBe(told);
    expect(body.toString()).not.toMatch(/secret|bucket|AccessDenied|Internal Error/);
    expect(headers['cache-control']).toBe(told >= 500 ? 'no-store' : undefined);
    expect((logged.mock.calls[0] as [string])[0]).toBe(
      JSON.stringify({ key: 'index.html', error: code, status, requestId: 'R1' }),
    );
  });

  test('that the bucket is gone is not that a page is missing', async () => {
    s3.fault = () => failure(404, 'NoSuchBucket');
    expect((await visit('/')).status).toBe(502);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  test('while it throttles, the visitor is told to come again', async () => {
    s3.fault = () => failure(503, 'SlowDown');
    const { status, headers } = await visit('/');
    expect({ status, after: headers['retry-after'] }).toEqual({ status: 503, after: '1' });
    expect(s3.asked).toHaveLength(3);
  });

  test("that passes is no visitor's business", async () => {
    s3.fault = (attempt) => (attempt < 3 ? failure(503, 'SlowDown') : undefined);
    expect((await visit('/')).status).toBe(200);
  });

  test('a kept connection that is gone is made again', async () => {
    s3.fault = (attempt) => (attempt === 1 ? 'reset' : undefined);
    expect((await visit('/')).status).toBe(200);
  });

  test('no answer in time is 504, and half an answer is 502', async () => {
    s3.put('half.html', 'half');
    s3.fault = (_attempt, key) => (key === 'half.html' ? 'stall' : 'silence');
    const [silence, half] = await Promise.all([visit('/'), visit('/half.html')]);
    expect([silence.status, half.status]).toEqual([504, 502]);
    expect(logged.mock.calls.join()).not.toMatch(/secret|S3RVER/);
  });
});
