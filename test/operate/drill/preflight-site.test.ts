import type { Preflight } from '../../../lib/operate/drill/preflight';
import {
  checkersGetThrough,
  nameServersAnswerPrimary,
  sidesShowTheSamePage,
} from '../../../lib/operate/drill/preflight-site';
import type { LeverState } from '../../../lib/operate/drill/lever';
import type { DnsResolver, Network } from '../../../lib/operate/network';
import { exampleSite } from '../../helpers';
import { NOWHERE } from '../loopback';

const SITE = exampleSite({ secondaryEndpoint: 'https' });
const PAIR = {
  name: 'example.com',
  primary: 'd111111abcdef8.cloudfront.net',
  secondary: 'd-abc.execute-api.us-west-2.amazonaws.com',
  healthCheckId: 'decision',
};
const [EDGE, API, EDGE_V6, API_V6] = ['198.51.100.1', '203.0.113.1', '2600:9000::1', '2600:1f13::1'];
const HEALTHY: LeverState = { health: { healthy: true, healthyCheckers: 32, checkers: 32 }, isMoved: false };

interface World {
  readonly aaaa?: string;
  readonly pages?: Readonly<Record<string, { status?: number; body?: string } | undefined>>;
  readonly state?: LeverState;
}

/** The site as machines without IPv6 see it. */
function world({ aaaa = EDGE_V6, pages = {}, state = HEALTHY }: World = {}): Preflight {
  const asV6 = (name: string) => ({ [PAIR.primary]: EDGE_V6, [PAIR.secondary]: API_V6 })[name] ?? aaaa;
  const resolver = {
    resolve4: (name: string, options?: object) => {
      const address = name === PAIR.secondary ? API : EDGE;
      return Promise.resolve([options ? { address, ttl: 60 } : address]);
    },
    resolve6: (name: string, options?: object) =>
      Promise.resolve([options ? { address: asV6(name), ttl: 60 } : asV6(name)]),
  };
  const network: Network = {
    ...NOWHERE,
    resolver: () => resolver as unknown as DnsResolver,
    ask: ({ protocol }, { address = '' } = {}) => {
      const isReached = protocol === 'https:' && !address.includes(':');
      const { status = 200, body = 'welcome' } = pages[address] ?? {};
      const headers = address === EDGE ? { 'x-amz-cf-id': 'any' } : { 'apigw-requestid': 'any' };
      return isReached
        ? Promise.resolve({ status, headers, body: Buffer.from(body) })
        : Promise.reject(Object.assign(new Error('unreachable'), { code: 'ENETUNREACH' }));
    },
  };
  return {
    site: SITE,
    aws: undefined as unknown as Preflight['aws'],
    network,
    pair: PAIR,
    servers: [{ name: 'ns-1', address: '192.0.2.53' }],
    lever: { kind: 'switch', read: () => Promise.resolve(state) },
  };
}

test.each([checkersGetThrough, nameServersAnswerPrimary, sidesShowTheSamePage])(
  'a site of the https mode that is well could fail over (%#)',
  async (check) => {
    expect(await check(world())).toBeUndefined();
  },
);

test('name servers that send IPv6 elsewhere are told, from machines without IPv6 too', async () => {
  expect(await nameServersAnswerPrimary(world({ aaaa: API_V6 }))).toMatch(
    /^every name server of the zone must answer the primary for example\.com, got: ns-1 \(AAAA\) SECONDARY; /,
  );
});

test('pages are compared over HTTPS', async () => {
  expect(await sidesShowTheSamePage(world({ pages: { [API]: { body: 'old' } } }))).toMatch(
    /^the home page must be the same on both sides, got: 7 bytes of the primary and 3 other bytes/,
  );
  expect(await sidesShowTheSamePage(world({ pages: { [API]: { status: 500 } } }))).toMatch(
    /must answer https:\/\/example\.com\/ with 200, got: 500; npm run doctor says/,
  );
});

test('an unhealthy child of the check that decides is told', async () => {
  const health = { healthy: false, healthyCheckers: 16, checkers: 32 };
  expect(await checkersGetThrough(world({ state: { health } }))).toMatch(
    /^the health checks must all be healthy, got: 16 of 32 checkers that find nothing wrong/,
  );
  await expect(checkersGetThrough(world({ state: {} }))).rejects.toThrow('Route 53 does not say');
});
