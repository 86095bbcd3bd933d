import { Clock } from '../../../lib/rehearsal/clock';
import { ask } from '../../../lib/rehearsal/http/ask';
import { drop, remove, set, type Change } from '../../rules/mutable-app';
import { READER, smallApi, type SmallApi } from './small-api';

const PATIENCE = { connect: 4_000, response: 10_000 };

const started: SmallApi[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).flatMap(({ s3, endpoint }) => [s3.stop(), endpoint.stop()]));
});

async function api(changes: readonly Change[] = [], code?: string): Promise<SmallApi> {
  const made = smallApi(changes, code);
  started.push(made);
  made.bucket.put('index.html', Buffer.from('home'), { 'content-type': 'text/html; charset=utf-8' });
  made.bucket.put('a b.html', Buffer.from('spaced'));
  await Promise.all([made.s3.start(), made.endpoint.start()]);
  return made;
}

async function get({ endpoint }: SmallApi, path: string, host = 'example.com'): Promise<string> {
  const caller = { sourceIp: '198.51.100.7', secure: true };
  const asked = { method: 'GET', host, path, headers: { 'user-agent': 'a browser', cookie: 'a=1; b=2' }, caller };
  const { status, headers, body } = await ask(endpoint.https, asked, PATIENCE, new Clock(1));
  return `${status} ${headers['content-type']} ${String(body)}`;
}

test('a function answers for a mapped name, and reads the bucket with the runtime of Lambda', async () => {
  const made = await api();
  expect(await get(made, '/index.html')).toBe('200 text/html; charset=utf-8 home');
  // a path arrives decoded
  expect(await get(made, '/a%20b.html')).toBe('200 text/html spaced');
  expect(await get(made, '/missing')).toBe('404 text/plain NoSuchKey');
});

test('nothing answers for other names', async () => {
  const made = await api();
  const refused = '403 application/json {"message":"Forbidden"}';
  expect(await get(made, '/index.html', 'other.example.com')).toBe(refused);
  expect(await get(made, '/index.html', 'example.org')).toBe(refused);
});

test('the function gets what API Gateway sends', async () => {
  const made = await api([], 'exports.handler = async (event) => event;');
  const event = JSON.parse((await get(made, '/a%20b/?x=1&x=2')).replace(/^200 application\/json /, '')) as object;
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/a b/',
    rawQueryString: 'x=1&x=2',
    cookies: ['a=1', 'b=2'],
    headers: { host: 'example.com', 'x-forwarded-proto': 'https' },
    requestContext: {
      accountId: '123456789012',
      domainName: 'example.com',
      http: { method: 'GET', path: '/a b/', sourceIp: '198.51.100.7', userAgent: 'a browser' },
      stage: '$default',
    },
    isBase64Encoded: false,
  });
});

test('it sees the environment of the runtime, and nothing of this process', async () => {
  const code = 'exports.handler = async () => ({ statusCode: 200, body: JSON.stringify(process.env) });';
  const env = JSON.parse((await get(await api([], code), '/')).replace(/^200 text\/plain /, '')) as object;
  expect(env).toMatchObject({ AWS_REGION: 'us-west-2', BUCKET: 'replica', _HANDLER: 'index.handler' });
  expect(env).not.toHaveProperty('PATH');
});

test('what it logs is nobody’s here', async () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const made = await api(
    [],
    "exports.handler = () => { console.log('a'); process.stdout.write('b'); return 'said'; };",
  );
  const answer = await get(made, '/');
  const heard = [log.mock.calls, write.mock.calls];
  jest.restoreAllMocks();
  expect([answer, heard]).toEqual(['200 application/json said', [[], []]]);
});

test('the loss of S3 in its Region is the function’s loss, and ends with it', async () => {
  const made = await api();
  await made.s3.lose('unavailable');
  expect(await get(made, '/index.html')).toMatch(/^503 /);
  await made.s3.lose('refused');
  expect(await get(made, '/index.html')).toMatch(/^599 .*Error$/);
  await made.s3.restore();
  expect(await get(made, '/index.html')).toMatch(/^200 /);
});

const POLICY = 'Policies.0.PolicyDocument';

test.each<[string, Change, string, string]>([
  ['may not read', remove('Role', `${POLICY}.Statement.0`), '/index.html', '403 text/plain AccessDenied'],
  ['may not list', remove('Role', `${POLICY}.Statement.1`), '/missing', '403 text/plain AccessDenied'],
  [
    'may read another bucket alone',
    set('Role', `${POLICY}.Statement.0.Resource`, 'arn:aws:s3:::other/*'),
    '/index.html',
    '403 text/plain AccessDenied',
  ],
])('a role that %s shows', async (_, change, path, answer) => {
  expect(await get(await api([change]), path)).toBe(answer);
});

const OUT_OF_ORDER = '500 application/json {"message":"Internal Server Error"}';

test.each<[string, Change[], string | undefined, string]>([
  ['no permission', [drop('Permission')], undefined, 'API Gateway may not invoke the function'],
  [
    'the permission of another API',
    [set('Permission', 'SourceArn', 'arn:aws:execute-api:us-west-2:123456789012:other/*/*')],
    undefined,
    'API Gateway may not invoke the function',
  ],
  [
    'a role that Lambda may not assume',
    [set('Role', 'AssumeRolePolicyDocument.Statement.0.Principal.Service', 'ec2.amazonaws.com')],
    undefined,
    'cannot be assumed',
  ],
  ['no such handler', [set('Function', 'Handler', 'index.main')], undefined, 'no handler index.main'],
  ['a function that throws', [], 'exports.handler = async () => { throw new Error("no way"); };', 'no way'],
  [
    'a function that hangs',
    [set('Function', 'Timeout', 1)],
    'exports.handler = () => new Promise(() => {});',
    'timed out',
  ],
  ['a module that the runtime has not', [], "require('left-pad');", "Cannot find module 'left-pad'"],
  ['an answer that is none', [], 'exports.handler = async () => ({ statusCode: "fine" });', 'no response'],
])('with %s, visitors get a 500, and the operator is told why', async (_, changes, code, why) => {
  const made = await api(changes, code);
  expect(await get(made, '/index.html')).toBe(OUT_OF_ORDER);
  expect(made.domains[0]?.api?.fault?.message).toContain(why);
});

test.each<[string, Change, string]>([
  ['another protocol', set('Api', 'ProtocolType', 'WEBSOCKET'), 'Properties.ProtocolType: WEBSOCKET'],
  ['routes by path', set('Route', 'RouteKey', 'GET /'), 'Properties.RouteKey: GET /'],
  ['an authorizer', set('Route', 'AuthorizationType', 'JWT'), 'Properties.AuthorizationType: JWT'],
  ['a stage of a name', set('Stage', 'StageName', 'prod'), 'Properties.StageName: prod'],
  ['the older payload', set('Integration', 'PayloadFormatVersion', '1.0'), 'Properties.PayloadFormatVersion: 1.0'],
  ['another runtime', set('Function', 'Runtime', 'python3.13'), 'Properties.Runtime: python3.13'],
  ['a function in a network of its own', set('Function', 'VpcConfig', { SubnetIds: ['a'] }), 'the property VpcConfig'],
  ['code from elsewhere', set('Function', 'Code', { S3Bucket: 'a', S3Key: 'b' }), 'Properties.Code.S3Key: b'],
  ['an integration that is no function', set('Integration', 'IntegrationUri', 'arn:aws:lambda:x'), 'what answers'],
])('%s is not understood', (_, change, what) => {
  expect(() => smallApi([change], READER)).toThrow(`the rehearsal does not understand ${what}`);
});

test('it is lost and comes back by itself', async () => {
  const made = await api();
  await made.endpoint.lose('refused');
  await expect(get(made, '/index.html')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await made.endpoint.lose(undefined);
  expect(await get(made, '/index.html')).toMatch(/^200 /);
});
