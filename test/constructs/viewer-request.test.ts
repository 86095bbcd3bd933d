import * as vm from 'node:vm';
import { Template } from 'aws-cdk-lib/assertions';
import { ViewerRequestFunction, type ViewerRequestFunctionProps } from '../../lib/constructs/viewer-request-function';
import { SiteConfigError } from '../../lib/site-config';
import { testStack } from '../helpers';

const PROPS: ViewerRequestFunctionProps = {
  domainName: 'example.com',
  alternateNames: ['www.example.com', 'example.net'],
  indexDocument: 'index.html',
  content: {
    keys: [],
    extensionlessObjects: ['LICENSE', 'docs/README', 'both', 'café'],
    dottedDirectories: ['v1.2', 'docs/v2.0'],
  },
};

function template(props: ViewerRequestFunctionProps): Template {
  const stack = testStack();
  new ViewerRequestFunction(stack, 'ViewerRequest', props);
  return Template.fromStack(stack);
}

function codeOf(props: ViewerRequestFunctionProps): string {
  const [resource] = Object.values(template(props).findResources('AWS::CloudFront::Function'));
  return (resource as { Properties: { FunctionCode: string } }).Properties.FunctionCode;
}

interface Answer {
  uri?: string;
  statusCode?: number;
  headers?: { location?: { value: string } };
}

type Querystring = Record<string, { value: string; multiValue?: { value: string }[] }>;

/** Runs the function as CloudFront would: `200 <object>` for a request passed on, `<status> <location>` else. */
function runner(props: ViewerRequestFunctionProps) {
  const script = new vm.Script(`${codeOf(props)}\nJSON.stringify(handler(event));`);
  return (uri: string, host = 'example.com', querystring: Querystring = {}): string => {
    const event = { request: { method: 'GET', uri, querystring, headers: { host: { value: host } } } };
    const answer = JSON.parse(script.runInNewContext({ event }) as string) as Answer;
    return answer.statusCode ? `${answer.statusCode} ${answer.headers?.location?.value}` : `200 ${answer.uri}`;
  };
}

describe('with content known at synth', () => {
  const ask = runner(PROPS);

  test.each([
    ['/', '200 /index.html'],
    ['/about.html', '200 /about.html'],
    ['/dir/', '200 /dir/index.html'],
    ['/dir', '302 /dir/'],
    ['/deep/er/dir', '302 /deep/er/dir/'],
    ['/dir/index.html', '200 /dir/index.html'],
    ['/style.css', '200 /style.css'],
    ['/v1.2', '302 /v1.2/'],
    ['/v1.2/', '200 /v1.2/index.html'],
    ['/docs/v2.0', '302 /docs/v2.0/'],
    ['/v1.3', '200 /v1.3'],
    ['/LICENSE', '200 /LICENSE'],
    ['/license', '302 /license/'],
    ['/docs/README', '200 /docs/README'],
    ['/README', '302 /README/'],
    ['/both', '200 /both'],
    ['/both/', '200 /both/index.html'],
    ['/.well-known/security.txt', '200 /.well-known/security.txt'],
    ['/.well-known', '200 /.well-known'],
    ['/caf%C3%A9', '200 /caf%C3%A9'],
    ['/th%C3%A9', '302 /th%C3%A9/'],
    ['/L%49CENSE', '200 /L%49CENSE'],
    ['/50%', '302 /50%/'],
    ['/dir%2F', '200 /dir%2Findex.html'],
  ])('%s gives %s', (uri, expected) => {
    expect(ask(uri)).toBe(expected);
  });

  test.each([
    '//evil.example/path',
    '//evil',
    '///evil',
    '/\\evil',
    '/\\/evil',
    '\\\\evil',
    '/%5Cevil',
    '/%5c%5Cevil',
    '/%2Fevil',
    '/%2fevil/path',
    '//evil/',
    '/\\evil/',
  ])('%s never becomes a redirect', (uri) => {
    expect(ask(uri)).toMatch(/^200 /);
  });

  test.each([
    ['www.example.com', '/', '301 //example.com/'],
    ['www.example.com', '/dir/page.html', '301 //example.com/dir/page.html'],
    ['www.example.com', '/dir', '301 //example.com/dir'],
    ['WWW.Example.COM', '/', '301 //example.com/'],
    ['example.net', '@evil.example', '301 //example.com/@evil.example'],
    ['example.net', '//evil.example', '301 //example.com//evil.example'],
    ['example.net:443', '/', '301 //example.com/'],
    ['d111111abcdef8.cloudfront.net', '/', '200 /index.html'],
    ['other.example.com', '/', '200 /index.html'],
  ])('%s%s gives %s', (host, uri, expected) => {
    expect(ask(uri, host)).toBe(expected);
  });

  test('a redirect keeps the query as it came', () => {
    const querystring = {
      q: { value: 'a%20b' },
      flag: { value: '' },
      tag: { value: 'x', multiValue: [{ value: 'x' }, { value: 'y' }] },
    };
    expect(ask('/dir', 'example.com', querystring)).toBe('302 /dir/?q=a%20b&flag&tag=x&tag=y');
    expect(ask('/dir', 'www.example.com', querystring)).toBe('301 //example.com/dir?q=a%20b&flag&tag=x&tag=y');
  });
});

describe('without content', () => {
  const ask = runner({ domainName: 'example.com', alternateNames: [], indexDocument: 'start.html' });

  test.each([
    ['/', '200 /start.html'],
    ['/LICENSE', '302 /LICENSE/'],
    ['/v1.2', '200 /v1.2'],
  ])('the plain rule holds: %s gives %s', (uri, expected) => {
    expect(ask(uri)).toBe(expected);
  });
});

test('runs on the runtime that its language level was chosen for', () => {
  template(PROPS).hasResourceProperties('AWS::CloudFront::Function', {
    AutoPublish: true,
    FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
  });
});

describe('a function that CloudFront would refuse for its length', () => {
  const base = Buffer.byteLength(codeOf({ ...PROPS, content: undefined }));
  const withBytes = (bytes: number): ViewerRequestFunctionProps => ({
    ...PROPS,
    content: { keys: [], dottedDirectories: [], extensionlessObjects: ['x'.repeat(bytes - base - 2)] },
  });

  test('of exactly the limit is taken', () => {
    expect(Buffer.byteLength(codeOf(withBytes(10_240)))).toBe(10_240);
  });

  test('of a byte more is refused with what to do', () => {
    expect(() => codeOf(withBytes(10_241))).toThrow(
      new SiteConfigError([
        'example.com must have a viewer-request function of at most 10240 bytes, got: 10241 bytes for ' +
          '1 objects without an extension (give them one), 0 directories with a dot (rename them) and 2 alternate names',
      ]),
    );
  });
});
