import type { RequestListener } from 'node:http';
import { exampleSite } from '../../../helpers';
import { found } from './found';
import { healthyHttpsSite, HTTPS_SITE, regionalHost } from './healthy-https-site';
import { DISTRIBUTION_HOST } from './healthy-site';
import { withInternet, type Internet } from './internet';

const [EDGE, API, WWW_API] = ['198.51.100.1', '198.51.100.2', '198.51.100.3'];
const [NS1, NS2] = ['192.0.2.1', '192.0.2.2'];
const CLOUDFRONT = { via: '1.1 abc.cloudfront.net (CloudFront)', 'x-amz-cf-id': 'abc' };
const API_GATEWAY = { 'apigw-requestid': 'abc=' };

/** The site as a side serves it. */
function site(side: object, page = 'welcome', missing = 404): RequestListener {
  return ({ url, headers }, response) => {
    if (headers.host !== 'example.com') {
      response.writeHead(301, { ...side, location: `https://example.com${url}` }).end();
    } else {
      response.writeHead(url === '/' ? 200 : missing, { ...side }).end(url === '/' ? page : 'nothing here');
    }
  };
}

const ADDRESSES = { 'example.com': [EDGE], 'www.example.com': [EDGE] };

const WELL: Internet = {
  dns: {
    dns: {
      ...ADDRESSES,
      [DISTRIBUTION_HOST]: [EDGE],
      [regionalHost('example.com')]: [API],
      [regionalHost('www.example.com')]: [WWW_API],
      'ns-1.awsdns-01.com': [NS1],
      'ns-2.awsdns-02.net': [NS2],
    },
    [NS1]: ADDRESSES,
    [NS2]: ADDRESSES,
  },
  // nobody listens on port 80
  web: {
    [`${EDGE}:443`]: site(CLOUDFRONT),
    [`${API}:443`]: site(API_GATEWAY),
    [`${WWW_API}:443`]: site(API_GATEWAY),
  },
};

function foundIn(id: string, web: Internet['web'] = {}, of = HTTPS_SITE) {
  return withInternet({ ...WELL, web: { ...WELL.web, ...web } }, (network) => found(id, { network, site: of }));
}

beforeEach(() => {
  healthyHttpsSite();
});

test.each(['answers-alike', 'alternate-names-redirect', 'certificate-served'])(
  'in https mode %s asks both sides over HTTPS, the secondary at the host of each name, and finds nothing',
  async (id) => {
    expect(await foundIn(id)).toEqual([]);
  },
);

test('a secondary that answers another page, or another status for a missing one, is found', async () => {
  expect(await foundIn('answers-alike', { [`${API}:443`]: site(API_GATEWAY, 'old page') })).toEqual([
    expect.stringMatching(/^warning: the front page \/ is not the same everywhere: .* from the secondary over HTTPS$/),
  ]);
  expect(await foundIn('answers-alike', { [`${API}:443`]: site(API_GATEWAY, 'welcome', 403) })).toEqual([
    expect.stringMatching(/^error: the secondary over HTTPS gives the status 403 for the missing page .*, not 404$/),
  ]);
});

test('while HSTS is ended the primary answers over plain HTTP, too', async () => {
  const ending = exampleSite({ secondaryEndpoint: 'https', hsts: 'ending' });
  const [first] = await foundIn('answers-alike', {}, ending);
  expect(first).toMatch(/^error: the primary over HTTP gives no answer \(ECONNREFUSED\)/);
  expect(await foundIn('answers-alike', { [`${EDGE}:80`]: site(CLOUDFRONT) }, ending)).toEqual([]);
});

test('a name at whose host of the endpoint nobody is, is found with its certificate', async () => {
  const web = Object.fromEntries(Object.entries(WELL.web).filter(([place]) => !place.startsWith(WWW_API)));
  const withoutWww = (id: string) =>
    withInternet({ ...WELL, web }, (network) => found(id, { network, site: HTTPS_SITE }));
  expect(await withoutWww('certificate-served')).toEqual([
    'error: https://www.example.com/ cannot be asked at the secondary: ECONNREFUSED',
  ]);
  expect(await withoutWww('alternate-names-redirect')).toEqual([
    expect.stringMatching(/^error: the secondary gives no answer \(ECONNREFUSED\) for https:\/\/www\.example\.com\//),
  ]);
});

test('names that every name server gives addresses for IPv6 of are as they should be', async () => {
  const both = { 'example.com': [EDGE, '2001:db8::1'], 'www.example.com': [EDGE, '2001:db8::1'] };
  const dns = { dns: { ...WELL.dns.dns, ...both }, [NS1]: both, [NS2]: both };
  expect(
    await withInternet({ ...WELL, dns }, (network) => found('dns-answers', { network, site: HTTPS_SITE })),
  ).toEqual([]);
});

test('names without an address for IPv6 are found', async () => {
  const silent = (await foundIn('dns-answers')).filter((what) => what.includes('IPv6'));
  expect(silent).toEqual([
    expect.stringMatching(/^error: name servers of the zone give no IPv6 address of example\.com: ns-1/),
    expect.stringMatching(/^error: name servers of the zone give no IPv6 address of www\.example\.com: ns-1/),
  ]);
});
