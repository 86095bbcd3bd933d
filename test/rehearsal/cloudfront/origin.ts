import { Distribution } from '../../../lib/rehearsal/cloudfront/distribution';
import type { Request, Response } from '../../../lib/rehearsal/http/exchange';
import type { FetchOrigin } from '../../../lib/rehearsal/cloudfront/origins';
import { Assembly } from '../../../lib/rules/assembly/assembly';
import type { AssemblySource } from '../../../lib/rules/assembly/assembly-source';
import { type Change, MutableApp } from '../../rules/mutable-app';
import { synthesized } from '../../rules/synthesized';

export const DISTRIBUTION = 'Website/Delivery/Distribution';
export const FUNCTION = 'Website/Delivery/ViewerRequest/Function';
export const HEADERS = 'Website/Delivery/SecurityHeaders';
export const CONTROL = 'Website/Delivery/Distribution/Origin1/S3OriginAccessControl';

const OBJECTS: Record<string, string> = {
  '/index.html': 'home',
  '/404.html': 'nothing here',
  '/app.js': 'script',
  '/blog/index.html': 'blog',
  '/site/index.html': 'below a path',
};

let source: AssemblySource | undefined;

/** The example site's distribution, changed, in front of an origin that a test answers for. */
export function distribution(origin: FetchOrigin, ...changes: Change[]): Distribution {
  const app = new MutableApp((source ??= synthesized()));
  changes.forEach((change) => change(app));
  const assembly = new Assembly(app.source);
  const [resource] = assembly.all('AWS::CloudFront::Distribution');
  if (!resource) {
    throw new Error('no distribution');
  }
  return new Distribution(resource, assembly, origin);
}

/** A bucket with a few objects, that notes who asks for what. */
export function bucket(asked: Request[] = []): FetchOrigin {
  return (request) => {
    asked.push(request);
    const text = OBJECTS[request.path];
    const headers = { 'content-type': 'text/plain', server: 'AmazonS3', connection: 'close' };
    return Promise.resolve({ status: text === undefined ? 404 : 200, headers, body: Buffer.from(text ?? 'NoSuchKey') });
  };
}

/** An origin that nobody reaches. */
export function lost(code: string, asked: Request[] = []): FetchOrigin {
  return (request) => {
    asked.push(request);
    return Promise.reject(Object.assign(new Error(code), { code }));
  };
}

export function answering(status: number, headers: Record<string, string> = {}): FetchOrigin {
  return () => Promise.resolve({ status, headers, body: Buffer.from(`${status}`) });
}

/** What a visitor gets: `GET https://example.com/`, unless told otherwise. */
export async function visit(
  site: Distribution,
  url = 'https://example.com/',
  method = 'GET',
  headers: Record<string, string> = {},
): Promise<Response> {
  const [, scheme, host = '', path = ''] = /^(https?):\/\/([^/]+)(.*)$/.exec(url) ?? [];
  const caller = { sourceIp: '198.51.100.7', secure: scheme === 'https' };
  return site.handle({ method, host, path, headers: { ...headers, host }, caller });
}
