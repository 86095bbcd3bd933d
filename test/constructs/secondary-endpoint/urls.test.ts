import { eventOf, type LambdaHandler } from './gateway';
import { handlerIn } from './handler';
import { packaged } from './packaged';
import { S3Double } from './s3-double';

const s3 = new S3Double();
const endpoint = packaged({
  alternateNames: ['www.example.com'],
  content: { keys: [], extensionlessObjects: ['LICENSE'], dottedDirectories: ['v1.2'] },
});
let handler: LambdaHandler;

beforeAll(async () => {
  handler = handlerIn(endpoint.directory, await s3.start());
  jest.spyOn(console, 'error').mockImplementation();
});

afterAll(async () => {
  await s3.stop();
});

beforeEach(() => s3.reset());

/** `200 <key asked for>`, or the status with where to. */
async function told(event: object): Promise<string> {
  s3.fault = () => ({ status: 200 });
  const { statusCode, headers } = await handler(event);
  return `${statusCode} ${headers.location ?? s3.asked[0]?.replace('GET ', '') ?? ''}`.trim();
}

const HOST = { host: 'example.com' };

test.each([
  ['/', '200 index.html'],
  ['/dir/', '200 dir/index.html'],
  ['/dir', '302 /dir/'],
  ['/dir?a=1&a=2&b&c=%20', '302 /dir/?a=1&a=2&b&c=%20'],
  ['/LICENSE', '200 LICENSE'],
  ['/L%49CENSE', '200 LICENSE'],
  ['/v1.2', '302 /v1.2/'],
  ['/caf%C3%A9', '302 /caf%C3%A9/'],
  ['/caf%c3%a9/', '200 café/index.html'],
  ['/a%20b/c%23d.html', '200 a b/c#d.html'],
  ['/a+b.html', '200 a+b.html'],
  ['/what%3F.html', '200 what?.html'],
  ['/50%25.html', '200 50%.html'],
  ['/page.html?index.html', '200 page.html'],
])('%s gives %s, whether the path arrives decoded or as it was sent', async (url, expected) => {
  expect(await told(eventOf('GET', url, HOST))).toBe(expected);
  s3.reset();
  expect(await told({ ...eventOf('GET', url, HOST), rawPath: url.split('?')[0] })).toBe(expected);
});

test.each([
  ['//evil.example', '200 /evil.example'],
  ['//evil.example/', '200 /evil.example/index.html'],
  ['//evil', '200 /evil'],
  ['/%2Fevil', '200 /evil'],
  ['/%252Fevil', '200 /evil'],
  ['/\\evil', '200 \\evil'],
  ['/%5Cevil', '200 \\evil'],
  ['/%09/evil', '302 /%09/evil/'],
  ['/a%0d%0aset-cookie:x', '302 /a%0D%0Aset-cookie:x/'],
  ['/%2e%2e/%2e%2e/etc/passwd', '302 /../../etc/passwd/'],
  ['/../secret.html', '200 ../secret.html'],
  ['/a%00b.html', '200 a\0b.html'],
  ['/%E9.html', '400'],
  ['/%zz.html', '200 %zz.html'],
  [`/${'a'.repeat(5000)}.html`, `200 ${'a'.repeat(5000)}.html`],
])('the hostile path %.40s gives %.40s', async (url, expected) => {
  expect(await told(eventOf('GET', url, HOST))).toBe(expected);
});

test.each([
  ['www.example.com', '/', '301 //example.com/'],
  ['WWW.EXAMPLE.COM:443', '/dir/page.html?x=1', '301 //example.com/dir/page.html?x=1'],
  ['www.example.com', '//evil.example', '301 //example.com//evil.example'],
  ['abc123.execute-api.us-west-2.amazonaws.com', '/', '200 index.html'],
  ['evil.example', '/', '200 index.html'],
  ['', '/', '200 index.html'],
])('%s%s gives %s', async (host, url, expected) => {
  expect(await told(eventOf('GET', url, { host }))).toBe(expected);
});

test('the names of parameters are no names of ours', async () => {
  expect(await told(eventOf('GET', '/dir?__proto__=1&constructor=2&=3&&toString', HOST))).toBe(
    '302 /dir/?__proto__=1&constructor=2&=3&toString',
  );
});

test('a request without a host is answered', async () => {
  expect(await told(eventOf('GET', '/', {}))).toBe('200 index.html');
});
