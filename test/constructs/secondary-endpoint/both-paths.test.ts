import { securityHeaders } from '../../../lib/constructs/security-headers';
import type { Response } from '../../../lib/rehearsal/http/exchange';
import type { SiteConfig } from '../../../lib/site-config';
import { contentDirectory, exampleSite } from '../../helpers';
import { synthesized } from '../../rules/synthesized';
import { ALIKE, CONTENT, DIFFERENCES, REDIRECTS, type Asked } from './both-paths';
import { Pair } from './pair';

const SETTINGS: Partial<SiteConfig> = { secondaryEndpoint: 'https', alternateNames: ['www.example.com'] };
const SECURITY_HEADERS = securityHeaders(exampleSite(SETTINGS).mode.strictTransportSecurity);

let pair: Pair;

beforeAll(async () => {
  const source = synthesized({ ...SETTINGS, contentPath: contentDirectory(CONTENT) });
  pair = await Pair.of(source, contentDirectory({}));
});

afterAll(() => pair.close());

test('a hundred requests and more are compared, under HSTS', () => {
  expect(ALIKE.length + REDIRECTS.length).toBeGreaterThanOrEqual(100);
  expect(SECURITY_HEADERS).toHaveProperty('strict-transport-security');
});

describe('on both paths', () => {
  test.each(ALIKE.map((row) => [name(row), row] as const))('%s', async (_, { told, ...asked }) => {
    const [primary, secondary] = await onBothPaths(asked);
    expect(secondary).toEqual(primary);
    expect([summary(secondary), secondary.security]).toEqual([told, SECURITY_HEADERS]);
  });
});

describe('on both paths, with security headers on the secondary alone', () => {
  test.each(REDIRECTS.map((row) => [name(row), row] as const))('%s', async (_, { told, ...asked }) => {
    const [primary, secondary] = await onBothPaths(asked);
    expect(secondary).toEqual({ ...primary, security: SECURITY_HEADERS });
    expect([summary(primary), primary.security]).toEqual([told, {}]);
  });
});

describe.each(DIFFERENCES)('differently, as $because', ({ rows }) => {
  test.each(rows.map((row) => [name(row), row] as const))('%s', async (_, { told, ...asked }) => {
    const [primary, secondary] = await onBothPaths(asked);
    expect([summary(primary), summary(secondary)]).toEqual(told);
    expect(secondary.security).toEqual(SECURITY_HEADERS);
  });
});

/** What a visitor sees of an answer. */
interface Seen {
  readonly status: number;
  readonly location?: string;
  readonly type?: string;
  readonly part?: string;
  readonly cacheControl?: string;
  readonly body: Buffer;
  readonly security: Readonly<Record<string, string>>;
}

async function onBothPaths(asked: Asked): Promise<[Seen, Seen]> {
  return [seen(await pair.primary(asked)), seen(await pair.secondary(asked))];
}

function seen({ status, headers, body }: Response): Seen {
  return {
    status,
    location: headers.location,
    type: headers['content-type'],
    part: headers['content-range'],
    cacheControl: headers['cache-control'],
    body,
    security: Object.fromEntries(Object.entries(headers).filter(([one]) => one in SECURITY_HEADERS)),
  };
}

function summary({ status, location, type, part, body }: Seen): string {
  const link = location?.replace(/^http:.*X-Amz-Signature=.*/, '<link>');
  const text = type === undefined ? undefined : JSON.stringify(body.toString().slice(0, 13));
  return [status, link, type, part?.replace('bytes ', ''), text].filter((one) => one !== undefined).join(' ');
}

function name({ method, path, host, headers, told }: Asked & { told: string | readonly string[] }): string {
  const conditions = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
  return `${method} ${host}${path.slice(0, 60)} ${[...conditions, 'gives'].join(' ')} ${String(told)}`;
}
