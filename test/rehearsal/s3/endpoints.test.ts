import type { Caller, Response } from '../../../lib/rehearsal/http/exchange';
import { NotUnderstood } from '../../../lib/rehearsal/not-understood';
import { restEndpoint } from '../../../lib/rehearsal/s3/rest-endpoint';
import { websiteEndpoint } from '../../../lib/rehearsal/s3/website-endpoint';
import { remove, set } from '../../rules/mutable-app';
import { PRIMARY, PRIMARY_POLICY, REDIRECT, SECONDARY, SECONDARY_POLICY, state } from '../../rules/mutations/s3/paths';
import { CHECKER, CLOUDFRONT, get, rehearsedSite, VISITOR } from './site';

const SITE = rehearsedSite();
for (const [key, object] of SITE.primary.objects) {
  SITE.secondary.replicate({ key, object });
}

const OTHER: Caller = { ...CLOUDFRONT, distribution: 'arn:aws:cloudfront::123456789012:distribution/E2OTHER' };

type Row = [asks: string, method: string, path: string, caller: Caller, status: number, says: string | RegExp];

function text({ body }: Response): string {
  return body.toString();
}

test.each<Row>([
  ['a page for CloudFront', 'GET', '/index.html', CLOUDFRONT, 200, 'home'],
  ['its headers alone', 'HEAD', '/index.html', CLOUDFRONT, 200, 'home'],
  ['an encoded key', 'GET', '/a%20b/index.html', CLOUDFRONT, 200, 'spaced'],
  ['a key with a query', 'GET', '/index.html?x=1', CLOUDFRONT, 200, 'home'],
  ['a directory, which is no object', 'GET', '/guide/', CLOUDFRONT, 404, '<Code>NoSuchKey</Code>'],
  ['a missing key, of who may list', 'GET', '/none.html', CLOUDFRONT, 404, '<Key>none.html</Key>'],
  ['the root, which is a list', 'GET', '/', CLOUDFRONT, 200, '<Key>guide/index.html</Key>'],
  ['the same for a visitor', 'GET', '/', VISITOR, 403, '<Code>AccessDenied</Code>'],
  ['a page for another distribution', 'GET', '/index.html', OTHER, 403, '<Code>AccessDenied</Code>'],
  ['a page for a visitor', 'GET', '/index.html', VISITOR, 403, '<Code>AccessDenied</Code>'],
  ['a missing key, of who may not list', 'GET', '/none.html', VISITOR, 403, '<Code>AccessDenied</Code>'],
  ['the health object for a checker', 'GET', '/health.txt', CHECKER, 200, 'ok\n'],
  ['the same without TLS', 'GET', '/health.txt', { ...CHECKER, secure: false }, 403, 'AccessDenied'],
  ['the same from elsewhere', 'GET', '/health.txt', { ...VISITOR, secure: true }, 403, 'AccessDenied'],
  ['a page for a checker', 'GET', '/index.html', CHECKER, 403, 'AccessDenied'],
  ['to write', 'PUT', '/index.html', CLOUDFRONT, 403, 'AccessDenied'],
  ['what S3 never does', 'PATCH', '/index.html', CLOUDFRONT, 405, 'MethodNotAllowed'],
  ['a path that is no URL', 'GET', '/%zz', CLOUDFRONT, 400, 'InvalidURI'],
])('the REST endpoint is asked for %s', (_, method, path, caller, status, says) => {
  const response = restEndpoint(SITE.primary, get(path, { method, caller }), SITE.assembly);
  expect(response.status).toBe(status);
  expect(text(response)).toContain(says);
});

test.each<Row>([
  ['the root', 'GET', '/', VISITOR, 200, 'home'],
  ['its headers alone', 'HEAD', '/', VISITOR, 200, 'home'],
  ['a page', 'GET', '/guide/index.html', VISITOR, 200, 'guide'],
  ['a directory', 'GET', '/guide/', VISITOR, 200, 'guide'],
  ['a file with a query', 'GET', '/css/style.css?v=2', VISITOR, 200, 'p {}'],
  ['a missing page', 'GET', '/none.html', VISITOR, 403, 'not here'],
  ['a missing directory', 'GET', '/none/', VISITOR, 403, 'not here'],
  ['a page, by CloudFront', 'GET', '/', CLOUDFRONT, 200, 'home'],
  ['to write', 'POST', '/', VISITOR, 405, '<h1>405 Method Not Allowed</h1>'],
  ['its options', 'OPTIONS', '/', VISITOR, 405, 'MethodNotAllowed'],
  ['a path that is no URL', 'GET', '/%zz', VISITOR, 400, 'InvalidURI'],
])('the website endpoint is asked for %s', (_, method, path, caller, status, says) => {
  const response = websiteEndpoint(SITE.secondary, get(path, { method, caller }), SITE.assembly);
  expect(response.status).toBe(status);
  expect(text(response)).toContain(says);
});

test.each([
  ['/guide', '/guide/'],
  ['/a%20b', '/a%20b/'],
  ['/guide?x=1', '/guide/'],
])('the website endpoint sends %s to %s', (path, location) => {
  const response = websiteEndpoint(SITE.secondary, get(path), SITE.assembly);
  expect([response.status, response.headers.location]).toEqual([302, location]);
});

test('objects have their headers at both endpoints, and error documents theirs', () => {
  const css = { 'content-type': 'text/css', 'cache-control': expect.stringContaining('max-age=600') as string };
  const html = { 'content-type': 'text/html', 'cache-control': expect.stringContaining('max-age=0') as string };
  const path = '/css/style.css';
  expect(restEndpoint(SITE.primary, get(path, { caller: CLOUDFRONT }), SITE.assembly).headers).toMatchObject(css);
  expect(websiteEndpoint(SITE.secondary, get(path), SITE.assembly).headers).toMatchObject(css);
  expect(websiteEndpoint(SITE.secondary, get('/none'), SITE.assembly).headers).toMatchObject(html);
});

test('a website answers 404 for a missing page when everyone may list the bucket', () => {
  const list = { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::example.com' };
  const { secondary, primary, assembly } = rehearsedSite(state(SECONDARY_POLICY, list));
  expect(text(websiteEndpoint(secondary, get('/none'), assembly))).toContain('<li>Code: NoSuchKey</li>');
  primary.objects.forEach((object, key) => secondary.replicate({ key, object }));
  const response = websiteEndpoint(secondary, get('/none'), assembly);
  expect([response.status, text(response)]).toEqual([404, 'not here']);
});

test('a website shows nothing of objects that are not public', () => {
  const { primary, secondary, assembly } = rehearsedSite(remove(SECONDARY_POLICY, 'PolicyDocument.Statement.0'));
  primary.objects.forEach((object, key) => secondary.replicate({ key, object }));
  for (const path of ['/', '/guide', '/none']) {
    const response = websiteEndpoint(secondary, get(path), assembly);
    expect([response.status, text(response)]).toEqual([403, expect.stringContaining('Code: AccessDenied')]);
  }
});

test('a redirect keeps path and query, and the protocol unless told', () => {
  const location = ({ redirect, assembly } = SITE): unknown => {
    const { status, headers } = websiteEndpoint(redirect, get('/guide/?x=1&y=%20'), assembly);
    return [status, headers.location];
  };
  expect(location()).toEqual([301, 'http://example.com/guide/?x=1&y=%20']);
  const forced = rehearsedSite(set(REDIRECT, 'WebsiteConfiguration.RedirectAllRequestsTo.Protocol', 'https'));
  expect(location(forced)).toEqual([301, 'https://example.com/guide/?x=1&y=%20']);
});

test('a bucket without a website has no website endpoint', () => {
  const response = websiteEndpoint(SITE.primary, get('/'), SITE.assembly);
  expect([response.status, text(response)]).toEqual([404, expect.stringContaining('NoSuchWebsiteConfiguration')]);
});

test.each([
  ['routing rules', set(SECONDARY, 'WebsiteConfiguration.RoutingRules', [{ RedirectRule: { HostName: 'a.example' } }])],
  [
    'keys of KMS',
    set(PRIMARY, 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault', {
      SSEAlgorithm: 'aws:kms',
    }),
  ],
])('%s are not understood', (_, change) => {
  expect(() => rehearsedSite(change)).toThrow(NotUnderstood);
});

test('a policy whose condition nobody can judge is not understood, unless it is about something else', () => {
  const condition = set(PRIMARY_POLICY, 'PolicyDocument.Statement.2.Condition', {
    StringLike: { 'aws:UserAgent': '*Route53*' },
  });
  expect(() => rehearsedSite(condition)).toThrow('the condition on aws:useragent in its policy');
  const write = set(PRIMARY_POLICY, 'PolicyDocument.Statement.2.Action', 's3:PutObject');
  expect(() => rehearsedSite(condition, write)).not.toThrow();
});

test('a checker that may read one object but not list is told nothing of its absence', () => {
  const { primary, assembly } = rehearsedSite();
  primary.delete('health.txt');
  expect(restEndpoint(primary, get('/health.txt', { caller: CHECKER }), assembly).status).toBe(403);
});

test('a website reads as nobody, even when CloudFront asks', () => {
  const { primary, assembly } = rehearsedSite(set(PRIMARY, 'WebsiteConfiguration.IndexDocument', 'index.html'));
  expect(websiteEndpoint(primary, get('/', { caller: CLOUDFRONT }), assembly).status).toBe(403);
});
