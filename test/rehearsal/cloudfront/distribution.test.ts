import type { Request } from '../../../lib/rehearsal/http/exchange';
import { remove, set } from '../../rules/mutable-app';
import { answering, bucket, CONTROL, distribution, DISTRIBUTION, HEADERS, lost, visit } from './origin';

const CONFIG = 'DistributionConfig';
const BEHAVIOR = `${CONFIG}.DefaultCacheBehavior`;

describe('the example site', () => {
  const site = distribution(bucket());

  test.each([
    ['GET', 'http://example.com/', 200, 'home'],
    ['GET', 'https://example.com/', 200, 'home'],
    ['GET', 'https://example.com/?utm=1', 200, 'home'],
    ['GET', 'https://example.com/index.html', 200, 'home'],
    ['GET', 'https://example.com/index.html?v=1&v=2', 200, 'home'],
    ['GET', 'https://example.com/app.js', 200, 'script'],
    ['GET', 'https://example.com/blog/', 200, 'blog'],
    ['GET', 'https://example.com/blog/?a=1', 200, 'blog'],
    ['GET', 'https://example.com/missing.html', 404, 'nothing here'],
    ['GET', 'https://example.com/missing/', 404, 'nothing here'],
    ['GET', 'https://example.com/App.js', 404, 'nothing here'],
    ['GET', 'https://example.com/404.html', 200, 'nothing here'],
    ['GET', 'https://example.com/%E0%A4%A.x', 404, 'nothing here'],
    ['GET', 'https://example.com//stranger.example/page', 404, 'nothing here'],
    ['HEAD', 'https://example.com/', 200, ''],
    ['HEAD', 'https://example.com/missing.html', 404, ''],
  ])('%s %s is answered with %i and “%s”', async (method, url, status, text) => {
    const { status: got, body } = await visit(site, url, method);
    expect([got, body.toString()]).toEqual([status, text]);
  });

  test.each([
    ['https://example.com/blog', 302, '/blog/'],
    ['https://example.com/blog?a=1&b=2', 302, '/blog/?a=1&b=2'],
    ['https://example.com/missing', 302, '/missing/'],
    ['http://www.example.com/', 301, '//example.com/'],
    ['https://www.example.com/app.js', 301, '//example.com/app.js'],
    ['https://www.example.com/blog?a=1&a=2&b', 301, '//example.com/blog?a=1&a=2&b'],
    ['https://www.example.com/blog?q=a=b', 301, '//example.com/blog?q=a=b'],
  ])('GET %s is sent on, by %i to %s', async (url, status, location) => {
    expect(await visit(site, url)).toMatchObject({
      status,
      headers: { location, 'x-cache': 'FunctionGeneratedResponse from cloudfront' },
    });
  });

  test.each([
    ['GET', 'https://stranger.example/'],
    ['GET', 'https://sub.example.com/'],
    ['POST', 'https://example.com/'],
    ['OPTIONS', 'https://example.com/'],
    ['DELETE', 'http://example.com/index.html'],
  ])('%s %s is forbidden', async (method, url) => {
    expect((await visit(site, url, method)).status).toBe(403);
  });

  test('answers for its own name too, and says what it answers for', async () => {
    const caller = { sourceIp: '198.51.100.7', secure: true };
    const request = { method: 'GET', host: site.domainName, path: '/', headers: {}, caller };
    expect((await site.handle(request)).status).toBe(200);
    expect(site).toMatchObject({ aliases: ['example.com', 'www.example.com'], enabled: true, ipv6Enabled: false });
  });

  test('adds the headers of its policy to pages and error pages, and leaves out those of the connection', async () => {
    const security = {
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    };
    const page = await visit(site);
    expect(page.headers).toMatchObject({ ...security, server: 'AmazonS3', 'x-cache': 'Miss from cloudfront' });
    expect(page.headers).not.toHaveProperty('connection');
    const { headers } = await visit(site, 'https://example.com/missing.html');
    expect(headers).toMatchObject({ ...security, 'x-cache': 'Error from cloudfront' });
  });

  test('asks S3 by its own host, signed as the distribution, in the protocol of the visitor', async () => {
    const asked: Request[] = [];
    const conditional = { range: 'bytes=0-1', cookie: 'a=1', 'user-agent': 'visitor' };
    await visit(distribution(bucket(asked)), 'http://example.com/app.js?v=1', 'GET', conditional);
    await visit(distribution(bucket(asked)), 'https://example.com/');
    expect(asked).toMatchObject([{ caller: { secure: false } }, { path: '/index.html', caller: { secure: true } }]);
    expect(asked[0]?.host).toMatch(/\.s3\.us-east-2\.amazonaws\.com$/);
    expect(asked[0]?.path).toBe('/app.js');
    expect(asked[0]?.caller.distribution).toMatch(/^arn:aws:cloudfront::123456789012:distribution\/./);
    expect(asked[0]?.caller.sourceIp).not.toBe('198.51.100.7');
    const headers = { range: 'bytes=0-1', 'user-agent': 'Amazon CloudFront', 'x-forwarded-for': '198.51.100.7' };
    expect(asked[0]?.headers).toEqual(headers);
  });
});

describe('settings', () => {
  const control = 'OriginAccessControlConfig.SigningBehavior';
  test.each([
    ['no-override', true],
    ['never', false],
  ])('an access control of %s signs: %s', async (behavior, signed) => {
    const asked: Request[] = [];
    await visit(distribution(bucket(asked), set(CONTROL, control, behavior)));
    expect(asked[0]?.caller.distribution !== undefined).toBe(signed);
  });

  test('an origin without an access control is asked without a signature', async () => {
    const asked: Request[] = [];
    await visit(distribution(bucket(asked), remove(DISTRIBUTION, `${CONFIG}.Origins.0.OriginAccessControlId`)));
    expect(asked[0]?.caller).not.toHaveProperty('distribution');
  });

  test.each([
    ['redirect-to-https', 'http', 'GET', 301, 'https://example.com/a?b=1'],
    ['redirect-to-https', 'http', 'HEAD', 301, 'https://example.com/a?b=1'],
    ['redirect-to-https', 'http', 'POST', 307, 'https://example.com/a?b=1'],
    ['redirect-to-https', 'https', 'GET', 302, '/a/?b=1'],
    ['https-only', 'http', 'GET', 403, undefined],
    ['https-only', 'https', 'GET', 302, '/a/?b=1'],
    ['allow-all', 'http', 'GET', 302, '/a/?b=1'],
  ])('%s: %s %s is answered with %i', async (policy, scheme, method, status, location) => {
    const site = distribution(bucket(), set(DISTRIBUTION, `${BEHAVIOR}.ViewerProtocolPolicy`, policy));
    const answer = await visit(site, `${scheme}://example.com/a?b=1`, method);
    expect([answer.status, answer.headers.location]).toEqual([status, location]);
  });

  test('a method that is allowed reaches the origin', async () => {
    const site = distribution(
      answering(200),
      set(DISTRIBUTION, `${BEHAVIOR}.AllowedMethods`, ['GET', 'HEAD', 'OPTIONS']),
    );
    expect((await visit(site, undefined, 'OPTIONS')).status).toBe(200);
    expect((await visit(site, undefined, 'PUT')).status).toBe(403);
  });

  test('the first behavior whose pattern matches decides', async () => {
    const behavior = { TargetOriginId: 'other', CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' };
    const site = distribution(
      (request) => Promise.resolve({ status: 200, headers: {}, body: Buffer.from(request.host + request.path) }),
      set(DISTRIBUTION, `${CONFIG}.Origins.1`, {
        Id: 'other',
        DomainName: 'other.example',
        OriginPath: '/v1',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
      }),
      set(DISTRIBUTION, `${CONFIG}.CacheBehaviors`, [
        { ...behavior, PathPattern: '/img/*.p?g', ViewerProtocolPolicy: 'https-only' },
        { ...behavior, PathPattern: 'img/*', ViewerProtocolPolicy: 'allow-all' },
      ]),
    );
    expect((await visit(site, 'http://example.com/img/a/b.png')).status).toBe(403);
    expect((await visit(site, 'http://example.com/img/a.jpeg')).body.toString()).toBe('other.example/v1/img/a.jpeg');
    expect((await visit(site, 'http://example.com/IMG/a.png')).body.toString()).toMatch(/amazonaws\.com\/IMG\/a\.png$/);
  });

  test('an alternate name with a wildcard answers for the names below it', async () => {
    const site = distribution(bucket(), set(DISTRIBUTION, `${CONFIG}.Aliases`, ['*.example.com']));
    expect((await visit(site, 'https://a.example.com/')).status).toBe(200);
    expect((await visit(site, 'https://example.com/')).status).toBe(403);
  });

  test('a disabled distribution answers nobody', async () => {
    const site = distribution(bucket(), set(DISTRIBUTION, `${CONFIG}.Enabled`, false));
    expect([site.enabled, (await visit(site)).status]).toEqual([false, 403]);
  });

  test('the root object is for the root alone, when no function names a page', async () => {
    const without = remove(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`);
    const site = distribution(bucket(), without);
    expect((await visit(site)).body.toString()).toBe('home');
    expect((await visit(site, 'https://example.com/blog/')).status).toBe(404);
    const rootless = distribution(bucket(), without, remove(DISTRIBUTION, `${CONFIG}.DefaultRootObject`));
    expect((await visit(rootless)).status).toBe(404);
  });

  test('an error page may have another status, and its absence is told by its own origin', async () => {
    const page = (path: string) =>
      set(DISTRIBUTION, `${CONFIG}.CustomErrorResponses`, [
        { ErrorCode: 404, ResponseCode: 200, ResponsePagePath: path },
      ]);
    expect(await visit(distribution(bucket(), page('/app.js')), 'https://example.com/x.y')).toMatchObject({
      status: 200,
      body: Buffer.from('script'),
    });
    const missing = await visit(distribution(bucket(), page('/none.html')), 'https://example.com/x.y');
    expect([missing.status, missing.body.toString()]).toEqual([404, 'NoSuchKey']);
  });

  test('the error page is below the path of its origin', async () => {
    const site = distribution(
      (request) =>
        Promise.resolve({
          status: request.path === '/site/404.html' ? 200 : 404,
          headers: {},
          body: Buffer.from(request.path),
        }),
      set(DISTRIBUTION, `${CONFIG}.Origins.0.OriginPath`, '/site'),
    );
    expect((await visit(site)).body.toString()).toBe('/site/404.html');
  });

  test('a header of the origin stays unless the policy overrides it', async () => {
    const policy = 'ResponseHeadersPolicyConfig';
    const site = distribution(
      answering(200, { 'x-a': 'origin', 'x-b': 'origin', 'x-c': 'origin' }),
      set(HEADERS, `${policy}.CustomHeadersConfig.Items`, [
        { Header: 'X-A', Value: 'policy', Override: false },
        { Header: 'X-B', Value: 'policy', Override: true },
      ]),
      set(HEADERS, `${policy}.RemoveHeadersConfig.Items`, [{ Header: 'X-C' }]),
      set(HEADERS, `${policy}.SecurityHeadersConfig.StrictTransportSecurity`, {
        AccessControlMaxAgeSec: 60,
        IncludeSubdomains: true,
        Override: true,
      }),
    );
    const { headers } = await visit(site);
    expect(headers).toMatchObject({ 'x-a': 'origin', 'x-b': 'policy' });
    expect(headers).toMatchObject({ 'strict-transport-security': 'max-age=60; includeSubDomains' });
    expect(headers).not.toHaveProperty('x-c');
  });
});

describe('a lost origin', () => {
  test.each([
    ['ECONNREFUSED', 502],
    ['ECONNRESET', 502],
    ['ETIMEDOUT', 504],
  ])('%s is a %i, after three attempts', async (code, status) => {
    const asked: Request[] = [];
    const answer = await visit(distribution(lost(code, asked)));
    expect([answer.status, asked.length]).toEqual([status, 3]);
    expect(answer.headers).not.toHaveProperty('x-frame-options');
  });

  test('that is silent is asked once only for what a POST would do twice', async () => {
    const asked: Request[] = [];
    const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
    const site = distribution(lost('ETIMEDOUT', asked), set(DISTRIBUTION, `${BEHAVIOR}.AllowedMethods`, methods));
    expect((await visit(site, undefined, 'POST')).status).toBe(504);
    expect(asked).toHaveLength(1);
  });

  test('is tried as often, and as long, as its settings say', async () => {
    const asked: unknown[] = [];
    const site = distribution(
      (_, patience) => {
        asked.push(patience);
        return Promise.reject(Object.assign(new Error('late'), { code: 'ETIMEDOUT' }));
      },
      set(DISTRIBUTION, `${CONFIG}.Origins.0.ConnectionAttempts`, 1),
      set(DISTRIBUTION, `${CONFIG}.Origins.0.ConnectionTimeout`, 2),
      set(DISTRIBUTION, `${CONFIG}.Origins.0.S3OriginConfig.OriginReadTimeout`, 5),
    );
    await visit(site);
    expect(asked).toEqual([{ connect: 2000, response: 5000 }]);
  });

  test('an error page for its status comes from a behavior with another origin', async () => {
    const site = distribution(
      (request) => (request.host === 'errors.example' ? answering(200) : lost('ECONNREFUSED'))(request, NO_PATIENCE),
      set(DISTRIBUTION, `${CONFIG}.Origins.1`, { Id: 'errors', DomainName: 'errors.example', S3OriginConfig: {} }),
      set(DISTRIBUTION, `${CONFIG}.CacheBehaviors`, [
        {
          PathPattern: '/errors/*',
          TargetOriginId: 'errors',
          ViewerProtocolPolicy: 'allow-all',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        },
      ]),
      set(DISTRIBUTION, `${CONFIG}.CustomErrorResponses`, [
        { ErrorCode: 502, ResponseCode: 503, ResponsePagePath: '/errors/5xx.html' },
      ]),
    );
    const answer = await visit(site);
    expect([answer.status, answer.body.toString()]).toEqual([503, '200']);
  });

  test('a mistake of the rehearsal itself is no loss', async () => {
    const site = distribution(() => Promise.reject(new Error('a mistake')));
    await expect(visit(site)).rejects.toThrow('a mistake');
  });
});

describe('an origin group', () => {
  const group = (...statuses: number[]) => [
    set(DISTRIBUTION, `${CONFIG}.Origins.1`, { Id: 'second', DomainName: 'second.example', S3OriginConfig: {} }),
    set(DISTRIBUTION, `${CONFIG}.Origins.0.Id`, 'first'),
    set(DISTRIBUTION, `${CONFIG}.OriginGroups`, {
      Quantity: 1,
      Items: [
        {
          Id: 'group',
          FailoverCriteria: { StatusCodes: { Quantity: statuses.length, Items: statuses } },
          Members: { Quantity: 2, Items: [{ OriginId: 'first' }, { OriginId: 'second' }] },
        },
      ],
    }),
    set(DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`, 'group'),
    set(DISTRIBUTION, `${BEHAVIOR}.AllowedMethods`, ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']),
  ];

  test.each([
    ['answers 503, which is listed', answering(503), 'GET', [503], 'second'],
    ['answers 500, which is not', answering(500), 'GET', [503], '500'],
    ['answers 200', answering(200), 'GET', [503], '200'],
    ['refuses connections and 503 is listed', lost('ECONNREFUSED'), 'GET', [503], 'second'],
    ['refuses connections and 502 alone is listed', lost('ECONNREFUSED'), 'GET', [502], /wasn't able to connect/],
    ['is silent and 504 is listed', lost('ETIMEDOUT'), 'GET', [504], 'second'],
    ['is silent and 503 alone is listed', lost('ETIMEDOUT'), 'GET', [503], /in time/],
    ['answers 503 to a POST', answering(503), 'POST', [503], '503'],
  ])('whose primary %s', async (_, first, method, statuses, text) => {
    const second = { status: 200, headers: {}, body: Buffer.from('second') };
    const site = distribution(
      (request, patience) => (request.host === 'second.example' ? Promise.resolve(second) : first(request, patience)),
      ...group(...statuses),
    );
    expect((await visit(site, undefined, method)).body.toString()).toMatch(text);
  });
});

const NO_PATIENCE = { connect: 0, response: 0 };
