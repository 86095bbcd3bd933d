/** What is asked of the website endpoint and of s3rver, and where the two are known to differ. */

/** Files of the site, and their text. */
export const CONTENT = {
  'index.html': 'home',
  '404.html': 'not here',
  LICENSE: 'do what you want',
  'guide/index.html': 'guide',
  'guide/page.html': 'page',
  'guide/deep/er/index.html': 'deeper',
  'guide/empty/page.html': 'in a directory without an index',
  'docs/README': 'read me',
  'docs/v2.0/index.html': 'second',
  'v1.2/index.html': 'first',
  'a b/index.html': 'spaced',
  'café/index.html': 'coffee',
  'name of@this,1': 'odd',
  'both.html': 'file',
  'both/index.html': 'directory',
  'css/style.css': 'p {}',
  'image.PNG': 'picture',
  'notes.unknown': '?',
  '.well-known/security.txt': 'Contact: nobody',
};

/** An answer in short: status, where to, type of a page, and the page or the code of S3's error. */
export type Told = string;

interface Difference {
  readonly because: string;
  readonly see: string;
  /** What the double says, and what s3rver says. */
  readonly answers: Readonly<Record<string, readonly [Told, Told]>>;
}

/** Where everyone may list the bucket. */
export const DIFFERENCES: readonly Difference[] = [
  {
    because: 's3rver decodes the path that it redirects to, which is no URL then',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html',
    answers: {
      'GET /a%20b': ['302 /a%20b/', '302 /a b/'],
      'GET /caf%C3%A9': ['302 /caf%C3%A9/', `302 ${Buffer.from('/café/').toString('latin1')}`],
    },
  },
  {
    because: 's3rver knows no keys with empty parts, which are keys like others to S3',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html',
    answers: {
      'GET //': ['404 "not here"', '404 "Not Found"'],
      'GET //guide/': ['404 "not here"', '404 "Not Found"'],
      'GET /guide//': ['404 "not here"', '404 "Not Found"'],
      'GET /guide//page.html': ['404 "not here"', '404 "Not Found"'],
      'GET /%2Fguide/': ['404 "not here"', '200 text/html "guide"'],
    },
  },
  {
    because: 's3rver takes a path with a malformed escape for a key, which S3 calls InvalidURI',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    answers: {
      'GET /%zz': ['400 InvalidURI', '404 "not here"'],
      'GET /50%': ['400 InvalidURI', '404 "not here"'],
      'GET /caf%E9/': ['400 InvalidURI', '404 "not here"'],
    },
  },
  {
    because: 's3rver lets websites be asked with any method, where S3 has GET and HEAD alone',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html#WebsiteRestEndpointDiff',
    answers: {
      'POST /': ['405 MethodNotAllowed', '200 text/html "home"'],
      'POST /guide/page.html': ['405 MethodNotAllowed', '404 "not here"'],
      'OPTIONS /guide/': ['405 MethodNotAllowed', '403 BadRequest'],
    },
  },
];

/** Asked with GET: there is an answer that both give. */
const PATHS = [
  '/',
  '/?',
  '/?a=b',
  '/index.html',
  '/guide',
  '/guide?x=1&y',
  '/guide/',
  '/guide/?x=1',
  '/guide/index.html',
  '/guide/page.html',
  '/guide/page.html/',
  '/guide/deep',
  '/guide/deep/',
  '/guide/deep/er',
  '/guide/empty',
  '/guide/empty/',
  '/guide%2F',
  '/guide%2Fpage.html',
  '/LICENSE',
  '/LICENSE/',
  '/L%49CENSE',
  '/docs/README',
  '/docs/v2.0',
  '/docs/v2.0/',
  '/v1.2',
  '/v1.2/',
  '/v1.3',
  '/a%20b/',
  '/a+b/',
  '/caf%C3%A9/',
  '/name%20of@this,1',
  '/both',
  '/both/',
  '/both.html',
  '/css',
  '/css/',
  '/css/style.css?v=2',
  '/image.PNG',
  '/image.png',
  '/notes.unknown',
  '/.well-known',
  '/.well-known/security.txt',
  '/health.txt',
  '/404.html',
  '/none',
  '/none/',
  '/none.html?x=1',
  '/Guide/',
  '/INDEX.HTML',
  '/\\guide',
  '/%5Cguide/',
  '/%00',
];

const WITHOUT_BODY = ['/', '/guide', '/guide/page.html', '/LICENSE', '/none'];

/** Methods with paths. */
export const ASKED: readonly string[] = [
  ...PATHS.map((path) => `GET ${path}`),
  ...WITHOUT_BODY.map((path) => `HEAD ${path}`),
  ...DIFFERENCES.flatMap(({ answers }) => Object.keys(answers)),
];
