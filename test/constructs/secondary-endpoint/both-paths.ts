import { CONTENT as WEBSITE } from '../../e2e/others/website';

/** What is asked of a site on both of its paths, and where the two differ because AWS wants it so. */

/** Files of the site, and their text. */
export const CONTENT = {
  ...WEBSITE,
  'a b/c#d.html': 'odd',
  'name of@this,1.txt': 'odder',
  'css/style.css': 'p { margin: 0 }\n'.repeat(200),
  'app.js': 'void 0;\n'.repeat(200),
  '100%.html': 'all',
  '%41.html': 'escape',
  'empty.txt': '',
  'film.mp4': 'x'.repeat(4_400_001),
  'data.json': '{}',
};

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer in short: status, where to, type, part, and the beginning of the body. */
export type Told = string;

export interface Row extends Asked {
  readonly told: Told;
}

const MISSING = '404 text/html "not here"';

/** Answers that an object is behind: the same on both paths, with the same security headers. */
export const ALIKE: readonly Row[] = [
  ...asked('GET', {
    '/': '200 text/html "home"',
    '/?': '200 text/html "home"',
    '/?a=b': '200 text/html "home"',
    '/index.html': '200 text/html "home"',
    '/guide/': '200 text/html "guide"',
    '/guide/?x=1': '200 text/html "guide"',
    '/guide/index.html': '200 text/html "guide"',
    '/guide/page.html': '200 text/html "page"',
    '/guide/page.html?v=1': '200 text/html "page"',
    '/guide/page.html/': MISSING,
    '/guide/deep/': MISSING,
    '/guide/deep/er/': '200 text/html "deeper"',
    '/guide/empty/': MISSING,
    '/guide%2F': '200 text/html "guide"',
    '/guide%2Fpage.html': '200 text/html "page"',
    '/LICENSE': '200 binary/octet-stream "do what you w"',
    '/LICENSE/': MISSING,
    '/L%49CENSE': '200 binary/octet-stream "do what you w"',
    '/docs/README': '200 binary/octet-stream "read me"',
    '/docs/v2.0/': '200 text/html "second"',
    '/v1.2/': '200 text/html "first"',
    '/v1.3': MISSING,
    '/a%20b/': '200 text/html "spaced"',
    '/a+b/': MISSING,
    '/a%20b/c%23d.html': '200 text/html "odd"',
    '/caf%C3%A9/': '200 text/html "coffee"',
    '/caf%c3%a9/': '200 text/html "coffee"',
    '/name%20of@this,1.txt': '200 text/plain "odder"',
    '/name%20of%40this%2C1.txt': '200 text/plain "odder"',
    '/both/': '200 text/html "directory"',
    '/both.html': '200 text/html "file"',
    '/css/': MISSING,
    '/css/style.css': '200 text/css "p { margin: 0"',
    '/css/style.css?v=2': '200 text/css "p { margin: 0"',
    '/app.js': '200 text/javascript "void 0;\\nvoid "',
    '/data.json': '200 application/json "{}"',
    '/image.PNG': '200 image/png "picture"',
    '/image.png': MISSING,
    '/notes.unknown': '200 binary/octet-stream "?"',
    '/empty.txt': '200 text/plain ""',
    '/100%25.html': '200 text/html "all"',
    '/.well-known': MISSING,
    '/.well-known/': MISSING,
    '/.well-known/security.txt': '200 text/plain "Contact: nobo"',
    '/health.txt': '200 text/plain "ok\\n"',
    '/404.html': '200 text/html "not here"',
    '/none/': MISSING,
    '/none.html': MISSING,
    '/none.html?x=1': MISSING,
    '/Guide/': MISSING,
    '/INDEX.HTML': MISSING,
    '//': MISSING,
    '//guide/': MISSING,
    '//evil.example': MISSING,
    '//evil.example/': MISSING,
    '//evil': MISSING,
    '///evil': MISSING,
    '/\\evil': MISSING,
    '/%5Cevil': MISSING,
    '/%2Fevil': MISSING,
    '/%2fevil/path': MISSING,
    '/guide//': MISSING,
    '/guide//page.html': MISSING,
    '/../index.html': MISSING,
    '/%2e%2e/%2e%2e/etc/passwd.txt': MISSING,
    [`/${'long/'.repeat(190)}`]: MISSING,
  }),
  ...asked('HEAD', {
    '/': '200 text/html ""',
    '/guide/page.html': '200 text/html ""',
    '/LICENSE': '200 binary/octet-stream ""',
    '/none.html': '404 text/html ""',
    '/css/style.css': '200 text/css ""',
    '/film.mp4': '200 video/mp4 ""',
    '/empty.txt': '200 text/plain ""',
  }),
  // MD5 of `home`
  withHeader('if-none-match', '"106a6c241b8797f52e1e77317b96a201"', '/', '304'),
  withHeader('if-none-match', '"other"', '/', '200 text/html "home"'),
  withHeader('if-none-match', '*', '/', '304'),
  withHeader('if-none-match', '*', '/none.html', MISSING),
  withHeader('if-modified-since', 'Fri, 01 Jan 2100 00:00:00 GMT', '/', '304'),
  withHeader('if-modified-since', 'Thu, 01 Jan 2015 00:00:00 GMT', '/', '200 text/html "home"'),
  withHeader('if-modified-since', 'yesterday', '/', '200 text/html "home"'),
  withHeader('range', 'bytes=0-1', '/guide/page.html', '206 text/html 0-1/4 "pa"'),
  withHeader('range', 'bytes=2-', '/guide/page.html', '206 text/html 2-3/4 "ge"'),
  withHeader('range', 'bytes=1-99', '/guide/page.html', '206 text/html 1-3/4 "age"'),
  withHeader('range', 'lines=1-2', '/guide/page.html', '200 text/html "page"'),
  withHeader('range', 'bytes=0-1', '/none.html', MISSING),
  withHeader('range', 'bytes=0-9', '/film.mp4', '206 video/mp4 0-9/4400001 "xxxxxxxxxx"'),
  withHeader('accept-encoding', 'gzip', '/css/style.css', '200 text/css "p { margin: 0"'),
  withHeader('accept-encoding', 'gzip, deflate, br', '/css/style.css', '200 text/css "p { margin: 0"'),
  withHeader('accept-encoding', 'identity', '/css/style.css', '200 text/css "p { margin: 0"'),
  withHeader('accept-encoding', 'br', '/', '200 text/html "home"'),
  withHeader('accept-encoding', 'br', '/image.PNG', '200 image/png "picture"'),
  withHeader('accept-encoding', 'br', '/none.html', MISSING),
  withHeader('cookie', 'a=1; b=2', '/', '200 text/html "home"'),
  withHeader('accept', 'application/json', '/', '200 text/html "home"'),
  withHeader('authorization', 'Basic eA==', '/', '200 text/html "home"'),
  withHeader('origin', 'https://other.example', '/', '200 text/html "home"'),
  withHeader('x-forwarded-host', 'evil.example', '/', '200 text/html "home"'),
];

/**
 * Answers of the CloudFront function: the same on both paths, but CloudFront adds security headers only to what it has
 * from a cache or an origin.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/modifying-response-headers.html
 */
export const REDIRECTS: readonly Row[] = [
  ...asked('GET', {
    '/guide': '302 /guide/',
    '/guide?x=1&y': '302 /guide/?x=1&y',
    '/guide?x=1&x=2&z=%20': '302 /guide/?x=1&x=2&z=%20',
    '/guide/deep': '302 /guide/deep/',
    '/guide/deep/er': '302 /guide/deep/er/',
    '/guide/empty': '302 /guide/empty/',
    '/license': '302 /license/',
    '/docs': '302 /docs/',
    '/docs/v2.0': '302 /docs/v2.0/',
    '/v1.2': '302 /v1.2/',
    '/a%20b': '302 /a%20b/',
    '/caf%C3%A9': '302 /caf%C3%A9/',
    '/both': '302 /both/',
    '/css': '302 /css/',
    '/none': '302 /none/',
    '/%0D%0Aset-cookie:x': '302 /%0D%0Aset-cookie:x/',
  }),
  ...asked('HEAD', { '/guide': '302 /guide/' }),
  ...asked(
    'GET',
    {
      '/': '301 //example.com/',
      '/guide': '301 //example.com/guide',
      '/guide/page.html?x=1&y': '301 //example.com/guide/page.html?x=1&y',
      '//evil.example': '301 //example.com//evil.example',
      '/none.html': '301 //example.com/none.html',
    },
    'www.example.com',
  ),
];

export interface Difference {
  readonly because: string;
  readonly see: string;
  /** What CloudFront says, and what the secondary says. */
  readonly rows: readonly (Asked & { readonly told: readonly [Told, Told] })[];
}

const REFUSED: [Told, Told] = ['403 text/html "<html><body><"', '405 text/html; charset=utf-8 "<!doctype htm"'];

export const DIFFERENCES: readonly Difference[] = [
  {
    because: 'CloudFront has a status of its own for methods that a behavior does not take',
    see: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-permission-denied.html',
    rows: ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].flatMap((method) => asked(method, { '/guide/': REFUSED })),
  },
  {
    because: 'an HTTP API decodes paths, so that nobody knows how they were written',
    see: 'https://github.com/middleapi/standard-server/pull/93',
    rows: asked('GET', {
      '/50%': ['302 /50%/', '302 /50%25/'],
      '/%zz': ['302 /%zz/', '302 /%25zz/'],
      '/%0d%0aset-cookie:x': ['302 /%0d%0aset-cookie:x/', '302 /%0D%0Aset-cookie:x/'],
      '/caf%E9/': [MISSING, '400 text/html; charset=utf-8 "<!doctype htm"'],
      '/%2541.html': ['200 text/html "escape"', MISSING],
    }),
  },
  {
    because: 'an answer of Lambda has 6 MB at most',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    rows: asked('GET', { '/film.mp4': ['200 video/mp4 "xxxxxxxxxxxxx"', '307 <link>'] }),
  },
  {
    because: 'what S3 says of an error names the bucket, and CloudFront passes it on',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    rows: [
      {
        ...withHeader('range', 'bytes=4-', '/guide/page.html', ''),
        told: ['416 text/html; charset=utf-8 "<html>\\n<head>"', '416 text/html; charset=utf-8 */4 "<!doctype htm"'],
      },
    ],
  },
];

function asked<T>(method: string, tolds: Record<string, T>, host = 'example.com'): (Asked & { told: T })[] {
  return Object.entries(tolds).map(([path, told]) => ({ method, path, host, headers: {}, told }));
}

function withHeader(name: string, value: string, path: string, told: Told): Row {
  return { method: 'GET', path, host: 'example.com', headers: { [name]: value }, told };
}
