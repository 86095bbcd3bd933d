import type { RequestListener } from 'node:http';
import { GetHostedZoneCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { exampleSite } from '../../../helpers';
import { checkNamed } from './check-named';
import { fixes, found } from './found';
import { DISTRIBUTION_HOST, healthySite, pairOf, WEBSITE_HOST } from './healthy-site';
import { withInternet, type Internet } from './internet';
import { examine } from '../examine';

const [EDGE, WEBSITE, STRANGER] = ['198.51.100.1', '198.51.100.2', '203.0.113.9'];
const [NS1, NS2] = ['192.0.2.1', '192.0.2.2'];
const NAMES = ['example.com', 'www.example.com'];

const CLOUDFRONT = { server: 'AmazonS3', via: '1.1 abc.cloudfront.net (CloudFront)', 'x-amz-cf-id': 'abc' };
const S3 = { server: 'AmazonS3' };

/** The site as both sides serve it, but for what is said otherwise. */
function site(
  side: object,
  page = 'welcome',
  pages: { status?: number; location?: string; missing?: number } = {},
): RequestListener {
  return ({ url, headers }, response) => {
    if (headers.host !== 'example.com') {
      response.writeHead(301, { ...side, location: pages.location ?? `//example.com${url}` }).end();
    } else if (url === '/') {
      response.writeHead(pages.status ?? 200, { ...side }).end(page);
    } else {
      response.writeHead(pages.missing ?? 404, { ...side }).end('nothing here');
    }
  };
}

const ADDRESSES = Object.fromEntries(NAMES.map((name) => [name, [EDGE]]));

const MACHINE = {
  ...ADDRESSES,
  [DISTRIBUTION_HOST]: [EDGE],
  [WEBSITE_HOST]: [WEBSITE],
  'ns-1.awsdns-01.com': [NS1],
  'ns-2.awsdns-02.net': [NS2],
};

const WELL: Internet = {
  dns: { dns: MACHINE, [NS1]: ADDRESSES, [NS2]: ADDRESSES },
  web: {
    [`${EDGE}:80`]: site(CLOUDFRONT),
    [`${EDGE}:443`]: site(CLOUDFRONT),
    // S3 does not say that a page is missing where nobody may list
    [`${WEBSITE}:80`]: site(S3, 'welcome', { missing: 403 }),
  },
};

/** What a check finds in a world that differs so from the one where all is well. */
async function foundIn(id: string, differs: { web?: Internet['web']; dns?: Internet['dns']; without?: string[] } = {}) {
  const web = { ...WELL.web, ...differs.web };
  const dns = { ...WELL.dns, ...differs.dns };
  const kept = Object.fromEntries(Object.entries(web).filter(([place]) => !differs.without?.includes(place)));
  return withInternet({ web: kept, dns }, (network) => found(id, { network }));
}

beforeEach(() => {
  healthySite();
});

describe('answers-alike', () => {
  test('both sides answer with the same pages', async () => {
    expect(await foundIn('answers-alike')).toEqual([]);
  });

  test.each([
    [`${EDGE}:80`, 'the primary over HTTP'],
    [`${EDGE}:443`, 'the primary over HTTPS'],
    [`${WEBSITE}:80`, 'the secondary over HTTP'],
  ])('nobody at %s is found', async (place, name) => {
    const missing = name.includes('secondary') ? '404 or 403' : '404';
    expect(await foundIn('answers-alike', { without: [place] })).toEqual([
      `error: ${name} gives no answer (ECONNREFUSED) for the front page /, not 200`,
      `error: ${name} gives no answer (ECONNREFUSED) for the missing page /failover-doctor-asks-for-a-missing-page.html, not ${missing}`,
    ]);
  });

  test.each([
    [`${EDGE}:443`, site(CLOUDFRONT, 'welcome', { status: 502 }), 'the primary over HTTPS gives the status 502'],
    [`${WEBSITE}:80`, site(S3, 'welcome', { status: 403 }), 'the secondary over HTTP gives the status 403'],
  ])('another status at %s is found', async (place, handler, what) => {
    expect(await foundIn('answers-alike', { web: { [place]: handler } })).toEqual([
      `error: ${what} for the front page /, not 200`,
    ]);
  });

  test('a page that differs is found, and by which side', async () => {
    expect(await foundIn('answers-alike', { web: { [`${WEBSITE}:80`]: site(S3, 'old page') } })).toEqual([
      'warning: the front page / is not the same everywhere: ' +
        '7 bytes (SHA-256 280d44ab) from the primary over HTTP and the primary over HTTPS, 8 bytes (SHA-256 65e2c41a) from the secondary over HTTP',
    ]);
  });

  test('a page that differs is mended by a comparison, or by an invalidation', async () => {
    const web = { ...WELL.web, [`${WEBSITE}:80`]: site(S3, 'old page', { missing: 403 }) };
    expect(await withInternet({ ...WELL, web }, (network) => fixes('answers-alike', { network }))).toEqual([
      'npm run parity -- --site example.com compares the buckets; when they are equal, an edge of CloudFront keeps an old page: ' +
        "aws cloudfront create-invalidation --distribution-id E123 --paths '/*'",
    ]);
  });

  test('a site whose content is not known is asked for its front page alone', async () => {
    const asked: string[] = [];
    const counting: RequestListener = (request, response) => {
      asked.push(String(request.url));
      response.end('welcome');
    };
    const web = { ...WELL.web, [`${WEBSITE}:80`]: counting, [`${EDGE}:80`]: counting, [`${EDGE}:443`]: counting };
    const unknown = exampleSite({ contentPath: false });
    await withInternet({ ...WELL, web }, (network) => found('answers-alike', { site: unknown, network }));
    expect(asked).toEqual(['/', '/', '/']);
  });
});

describe('alternate-names-redirect', () => {
  test('both sides redirect to the same page, in the protocol of the visitor', async () => {
    expect(await foundIn('alternate-names-redirect')).toEqual([]);
  });

  test('a name without a certificate is found', async () => {
    const uncertain = exampleSite({ alternateNames: ['shop.example.com'] });
    expect(
      await withInternet(WELL, (network) => found('alternate-names-redirect', { site: uncertain, network })),
    ).toEqual([
      'error: the primary gives no answer (ERR_TLS_CERT_ALTNAME_INVALID) for https://shop.example.com/a/page.html, ' +
        'not a redirect to https://example.com/a/page.html',
    ]);
  });

  test.each([
    [
      'primary',
      `${EDGE}:80`,
      site(CLOUDFRONT, '', { location: 'https://example.com/a/page.html' }),
      'https://example.com/a/page.html',
    ],
    ['secondary', `${WEBSITE}:80`, site(S3, '', { location: 'http://example.com/' }), 'http://example.com/'],
    ['secondary', `${WEBSITE}:80`, (_, response) => response.writeHead(404).end(), 'the status 404'],
  ])('a redirect of the %s to elsewhere is found', async (side, place, handler, given) => {
    expect(await foundIn('alternate-names-redirect', { web: { [place]: handler } })).toContain(
      `error: the ${side} gives ${given} for http://www.example.com/a/page.html, not a redirect to http://example.com/a/page.html`,
    );
  });

  test('the finding says what puts it back', async () => {
    const web = Object.fromEntries(Object.entries(WELL.web).filter(([place]) => place !== `${EDGE}:80`));
    const [fix] = await withInternet({ ...WELL, web }, (network) => fixes('alternate-names-redirect', { network }));
    expect(fix).toBe("npm run deploy; when that changes nothing, npx cdk deploy 'example.com/Website' --revert-drift");
  });
});

describe('certificate-served', () => {
  const on = (now: string, site = exampleSite({ alternateNames: [] })) =>
    withInternet(WELL, (network) => found('certificate-served', { site, network, now: new Date(now) }));

  test('a certificate that covers the name and goes on is fine', async () => {
    expect(await on('2100-10-14T00:00:00Z')).toEqual([]);
  });

  test('one that ends within 14 days is found', async () => {
    expect(await on('2100-10-15T00:00:00Z')).toEqual([
      expect.stringMatching(/^warning: the certificate of example\.com ends on 2100-10-28, in 13 days$/),
    ]);
  });

  test('one that does not cover an alternate name is found', async () => {
    expect(await on('2026-11-25T12:00:00Z', exampleSite({ alternateNames: ['shop.example.com'] }))).toEqual([
      'error: https://shop.example.com/ cannot be asked: ERR_TLS_CERT_ALTNAME_INVALID',
    ]);
  });

  test('a certificate of the configuration is mended where it came from', async () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/abc';
    const [finding] = await withInternet(WELL, (network) =>
      examine(checkNamed('certificate-served'), {
        site: exampleSite({ certificateArn, alternateNames: ['shop.example.com'] }),
        network,
      }),
    );
    expect(finding?.fix).toContain(`describe-certificate --region us-east-1 --certificate-arn ${certificateArn}`);
  });
});

describe('dns-answers', () => {
  test('all name servers answer, and the resolver the same', async () => {
    expect(await foundIn('dns-answers')).toEqual([]);
  });

  test('an address at which nobody answers is the finding of another check', async () => {
    expect(await foundIn('dns-answers', { without: [`${EDGE}:80`] })).toEqual([]);
  });

  test('other addresses of the same side are fine', async () => {
    const other = '198.51.100.77';
    const web = { [`${other}:80`]: site(CLOUDFRONT) };
    const dns = { dns: { ...MACHINE, 'example.com': [other] } };
    expect(await foundIn('dns-answers', { web, dns })).toEqual([]);
  });

  test('a name server without an answer is found', async () => {
    const dns = { [NS2]: { 'example.com': [EDGE], 'www.example.com': [] } };
    expect(await foundIn('dns-answers', { dns })).toEqual([
      'warning: name servers of the zone give no address of www.example.com: ns-2.awsdns-02.net ENODATA',
    ]);
  });

  test('a zone without an answer is found', async () => {
    const gone = { 'example.com': [EDGE] };
    const dns = { dns: { ...MACHINE, 'www.example.com': [] }, [NS1]: gone, [NS2]: gone };
    expect(await foundIn('dns-answers', { dns })).toEqual([
      'error: name servers of the zone give no address of www.example.com: ns-1.awsdns-01.com ENOTFOUND, ns-2.awsdns-02.net ENOTFOUND',
      "error: this machine's resolver gives no address of www.example.com: ENODATA",
    ]);
  });

  test('a zone whose name servers are nowhere is found', async () => {
    const aws = healthySite();
    aws.route53.on(GetHostedZoneCommand).resolves({ DelegationSet: { NameServers: ['ns-9.example.net'] } });
    expect((await foundIn('dns-answers'))[0]).toBe(
      'error: name servers of the zone give no address of example.com: ns-9.example.net has no address',
    );
  });

  test('a resolver that leads elsewhere is found', async () => {
    const web = { [`${STRANGER}:80`]: site({ server: 'nginx' }) };
    const dns = { dns: { ...MACHINE, 'example.com': [STRANGER] } };
    expect(await foundIn('dns-answers', { web, dns })).toEqual([
      `error: this machine's resolver gives ${STRANGER} for example.com, where neither CloudFront nor S3 answers`,
    ]);
  });

  test('a resolver that leads to the other side is found', async () => {
    const moved = { 'example.com': [WEBSITE], 'www.example.com': [EDGE] };
    expect(await foundIn('dns-answers', { dns: { [NS1]: moved, [NS2]: moved } })).toEqual([
      `warning: this machine's resolver sends visitors of example.com to the PRIMARY (${EDGE}), the zone to the SECONDARY (${WEBSITE})`,
    ]);
  });
});

test('a distribution that has no address cannot be asked', async () => {
  const aws = healthySite();
  const [primary, secondary] = pairOf('example.com');
  const AliasTarget = { DNSName: 'gone.cloudfront.net.', HostedZoneId: 'Z', EvaluateTargetHealth: false };
  aws.route53.on(ListResourceRecordSetsCommand).resolves({
    ResourceRecordSets: [
      { ...primary, Name: 'example.com.', Type: 'A', AliasTarget },
      ...(secondary ? [secondary] : []),
    ],
    IsTruncated: false,
    MaxItems: 300,
  });
  await expect(foundIn('answers-alike')).rejects.toThrow('gone.cloudfront.net');
});
