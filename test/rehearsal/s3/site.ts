import { Assembly } from '../../../lib/rules/assembly/assembly';
import type { Caller, Request } from '../../../lib/rehearsal/http/exchange';
import { bucketsOf, type Bucket } from '../../../lib/rehearsal/s3/bucket';
import { fillBuckets } from '../../../lib/rehearsal/s3/content';
import { contentDirectory } from '../../helpers';
import { MutableApp, type Change } from '../../rules/mutable-app';
import { synthesized } from '../../rules/synthesized';

export const PRIMARY_NAME = 'example-com-123456789012-2faa2fac';
export const PRIMARY_HOST = `${PRIMARY_NAME}.s3.us-east-2.amazonaws.com`;

const SITE = synthesized({
  alternateNames: ['www.example.com'],
  contentPath: contentDirectory({
    'index.html': 'home',
    '404.html': 'not here',
    'guide/index.html': 'guide',
    'a b/index.html': 'spaced',
    'css/style.css': 'p {}',
    'notes.unknown': '?',
  }),
});

/** The double's buckets of the example site, broken perhaps, the primary's content in the secondary as well. */
export interface RehearsedSite {
  readonly assembly: Assembly;
  readonly buckets: readonly Bucket[];
  readonly primary: Bucket;
  readonly secondary: Bucket;
  readonly redirect: Bucket;
}

export function rehearsedSite(...changes: Change[]): RehearsedSite {
  const app = new MutableApp(SITE);
  changes.forEach((change) => change(app));
  const assembly = new Assembly(app.source);
  const buckets = bucketsOf(assembly);
  fillBuckets(buckets, assembly);
  const named = (name: string): Bucket => {
    const bucket = buckets.find((one) => one.name === name);
    if (!bucket) {
      throw new Error(`no bucket ${name}`);
    }
    return bucket;
  };
  return {
    assembly,
    buckets,
    primary: named(PRIMARY_NAME),
    secondary: named('example.com'),
    redirect: named('www.example.com'),
  };
}

export const VISITOR: Caller = { sourceIp: '82.94.188.77', secure: false };
export const CHECKER: Caller = { sourceIp: '15.177.2.3', secure: true };
export const CLOUDFRONT: Caller = {
  sourceIp: '130.176.1.1',
  secure: false,
  distribution: 'arn:aws:cloudfront::123456789012:distribution/${example.com/website.deliverydistribution45eacd51}',
};

export function get(path: string, settings: Partial<Request> = {}): Request {
  return { method: 'GET', host: PRIMARY_HOST, path, headers: {}, caller: VISITOR, ...settings };
}
