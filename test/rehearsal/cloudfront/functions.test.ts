import { FunctionRuntime } from '../../../lib/rehearsal/cloudfront/function-runtime';
import { set } from '../../rules/mutable-app';
import { answering, bucket, distribution, DISTRIBUTION, FUNCTION, visit } from './origin';

const ASSOCIATED = 'DistributionConfig.DefaultCacheBehavior.FunctionAssociations.0.EventType';
const code = (body: string) => set(FUNCTION, 'FunctionCode', `function handler(event) { ${body} }`);

/** What the function sees, by what it answers. */
async function seen(expression: string, url?: string, headers?: Record<string, string>): Promise<unknown> {
  const site = distribution(
    bucket(),
    code(`return { statusCode: 200, body: JSON.stringify(${expression}), headers: {} };`),
  );
  return JSON.parse((await visit(site, url, 'GET', headers)).body.toString());
}

test('a function sees the request as CloudFront gives it', async () => {
  const url = 'https://example.com/a%20b?x=1&y=&x=2&z';
  expect(await seen('event.request', url, { cookie: 'a=1; b=2', accept: '*/*' })).toEqual({
    method: 'GET',
    uri: '/a%20b',
    querystring: {
      x: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] },
      y: { value: '' },
      z: { value: '' },
    },
    headers: { host: { value: 'example.com' }, accept: { value: '*/*' } },
    cookies: { a: { value: '1' }, b: { value: '2' } },
  });
  expect(await seen('[event.version, event.context.eventType, event.viewer.ip]')).toEqual([
    '1.0',
    'viewer-request',
    '198.51.100.7',
  ]);
});

test('a function reaches nothing of this process', async () => {
  expect(await seen('[typeof process, typeof globalThis.setTimeout, typeof fetch]')).toEqual(
    Array(3).fill('undefined'),
  );
});

test.each([
  ['throws', "throw new Error('broken');", 503],
  ['throws a text', "throw 'broken';", 503],
  ['refers to what is not there', 'return missing;', 503],
  ['returns nothing', 'return;', 502],
  ['returns a text', "return '/index.html';", 502],
  ['returns an object that is neither', 'return {};', 502],
  ['returns a uri without a slash', "event.request.uri = 'index.html'; return event.request;", 502],
  ['returns a status that is none', "return { statusCode: '301' };", 502],
  ['returns headers that are none', "return { statusCode: 301, headers: { location: '/' } };", 502],
  ['changes the host', "event.request.headers.host.value = 'other'; return event.request;", 502],
])('a function that %s answers nobody', async (_, body, status) => {
  const answer = await visit(distribution(bucket(), code(body)));
  expect(answer.status).toBe(status);
  expect(answer.headers['x-cache']).toMatch(/^Function(Execution|Validation)Error from cloudfront$/);
});

test('a function whose code fails when it is loaded answers nobody', async () => {
  const site = distribution(bucket(), set(FUNCTION, 'FunctionCode', 'var x = missing; function handler() {}'));
  expect((await visit(site)).status).toBe(503);
});

test('a function that does not end is cut short', () => {
  expect(() => new FunctionRuntime('function handler() { while (true) {} }', 20).run({})).toThrow('timed out');
});

test.each([
  ['/app.js', '/app.js'],
  ['/a b', '/a%20b'],
  ['/ä?x', '/%C3%A4%3Fx'],
])('a function that asks for %s has the origin asked for %s', async (uri, path) => {
  const asked: string[] = [];
  const site = distribution(
    (request, patience) => {
      asked.push(request.path);
      return answering(200)(request, patience);
    },
    code(`event.request.uri = ${JSON.stringify(uri)}; return event.request;`),
  );
  await visit(site);
  expect(asked).toEqual([path]);
});

test('a function may answer by itself, with headers, cookies and a body', async () => {
  const site = distribution(
    bucket(),
    code(`return {
      statusCode: 200,
      headers: { 'X-A': { value: '1', multiValue: [{ value: '1' }, { value: '2' }] } },
      cookies: { c: { value: 'v', attributes: 'Path=/' } },
      body: { encoding: 'base64', data: 'aGk=' },
    };`),
  );
  const answer = await visit(site);
  expect(answer.body.toString()).toBe('hi');
  expect(answer.headers).toMatchObject({ 'x-a': '1, 2', 'set-cookie': 'c=v; Path=/' });
});

describe('a viewer-response function', () => {
  const added = "event.response.headers['x-added'] = { value: event.response.headers['x-frame-options'].value };";
  const viewerResponse = [set(DISTRIBUTION, ASSOCIATED, 'viewer-response'), code(`${added} return event.response;`)];

  test('changes headers, after those of the policy, and keeps the page', async () => {
    const answer = await visit(distribution(bucket(), ...viewerResponse));
    expect([answer.status, answer.body.toString()]).toEqual([200, 'home']);
    expect(answer.headers['x-added']).toBe('SAMEORIGIN');
  });

  test('is not run for an error', async () => {
    const answer = await visit(distribution(bucket(), ...viewerResponse), 'https://example.com/missing.html');
    expect([answer.status, answer.headers['x-added']]).toEqual([404, undefined]);
  });

  test('that throws answers nobody', async () => {
    const site = distribution(bucket(), set(DISTRIBUTION, ASSOCIATED, 'viewer-response'), code('throw 1;'));
    expect((await visit(site)).status).toBe(503);
  });
});
