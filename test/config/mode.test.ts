import { modeOf, type ModeFields } from '../../lib/config/mode';
import { resolveSites, SiteConfigError, type SiteConfig } from '../../lib/site-config';
import { contentDirectory, EXAMPLE, exampleSite } from '../helpers';

const FIELDS: ModeFields = { hsts: 'on', hstsMaxAgeSeconds: 1000, manualSwitch: false };
const WEBSITE = { ...FIELDS, secondaryEndpoint: 'website' } as const;
const HTTPS = { ...FIELDS, secondaryEndpoint: 'https', manualSwitch: true } as const;

describe('a site', () => {
  test.each<[string, ModeFields, number | undefined, boolean]>([
    ['on the website endpoint pins nobody', WEBSITE, undefined, false],
    ['on its way to https pins nobody yet', { ...HTTPS, retiredEndpoint: 'website' }, undefined, false],
    ['on https pins browsers', HTTPS, 1000, true],
    ['about to leave https tells browsers to forget it', { ...HTTPS, hsts: 'ending' }, 0, false],
    ['on its way from https tells browsers to forget it', { ...WEBSITE, retiredEndpoint: 'https' }, 0, false],
  ])('%s', (_, fields, maxAge, redirects) => {
    const { strictTransportSecurity, redirectsToHttps } = modeOf(fields);
    expect({ strictTransportSecurity, redirectsToHttps }).toEqual({
      strictTransportSecurity: maxAge,
      redirectsToHttps: redirects,
    });
  });

  test.each<[string, ModeFields, boolean[]]>([
    ['on the website endpoint has that alone', WEBSITE, [true, false, false]],
    ['on its way to https has both, and IPv6', { ...HTTPS, retiredEndpoint: 'website' }, [true, true, true]],
    ['on https has no website endpoint', HTTPS, [false, true, true]],
    ['on its way from https has both, and IPv6', { ...WEBSITE, retiredEndpoint: 'https' }, [true, true, true]],
  ])('%s', (_, fields, expected) => {
    const { hasWebsiteEndpoint, hasHttpsEndpoint, hasIpv6 } = modeOf(fields);
    expect([hasWebsiteEndpoint, hasHttpsEndpoint, hasIpv6]).toEqual(expected);
  });

  test.each<[string, ModeFields, boolean, boolean]>([
    ['without a switch has none', WEBSITE, false, false],
    ['with a switch follows it', { ...WEBSITE, manualSwitch: true }, true, true],
    [
      'that retires its switch keeps the check, and does not follow it',
      { ...WEBSITE, manualSwitch: 'retired' },
      true,
      false,
    ],
    ['on its way from https keeps the check', { ...WEBSITE, retiredEndpoint: 'https' }, true, false],
    ['on https follows its switch', HTTPS, true, true],
  ])('%s', (_, fields, has, uses) => {
    const { hasSwitch, usesSwitch } = modeOf(fields);
    expect([hasSwitch, usesSwitch]).toEqual([has, uses]);
  });
});

describe('on https', () => {
  const https = (settings: Partial<SiteConfig> = {}) => exampleSite({ secondaryEndpoint: 'https', ...settings });

  test('a site has a switch, and a secondary bucket that is named like the host', () => {
    expect(https()).toMatchObject({ manualSwitch: true, secondaryBucketName: 'example.com' });
  });

  test.each(['example.dev', 'xn--bcher-kva.example', `${'a'.repeat(60)}.example`])(
    'the host may be %s, which no website endpoint can serve',
    (domainName) => {
      expect(https({ domainName }).domainName).toBe(domainName);
    },
  );

  test.each([
    ['xn--bcher-kva.example', /^site-xn--bcher-kva-example-123456789012-[0-9a-f]{8}$/],
    [`${'a'.repeat(60)}.example`, /^a{41}-123456789012-[0-9a-f]{8}$/],
  ])('%s, of which S3 takes no bucket, has another name for it', (domainName, expected) => {
    const { primaryBucketName, secondaryBucketName } = https({ domainName });
    expect([primaryBucketName, secondaryBucketName]).toEqual([
      expect.stringMatching(expected),
      expect.stringMatching(expected),
    ]);
    expect(primaryBucketName).not.toBe(secondaryBucketName);
  });

  test('the secondary bucket may have a name of its own, and be where S3 has no website endpoint', () => {
    expect(https({ secondaryBucketName: 'a-replica', secondaryRegion: 'mx-central-1' })).toMatchObject({
      secondaryBucketName: 'a-replica',
    });
  });
});

const CERTIFICATE = 'arn:aws:acm:us-west-2:123456789012:certificate/0';
const TEN_NAMES = Array.from({ length: 10 }, (_, index) => `${index}.example.com`);

describe('fails when', () => {
  test.each<[string, Partial<SiteConfig>, string]>([
    [
      'the endpoint that is retired is the one in use',
      { retiredEndpoint: 'website' },
      'retiredEndpoint must differ from secondaryEndpoint, got: "website"',
    ],
    [
      'HSTS is ended that was never begun',
      { secondaryEndpoint: 'https', retiredEndpoint: 'website', hsts: 'ending' },
      'hsts must be left out until the site has been on secondaryEndpoint \'https\' alone, got: "ending"',
    ],
    [
      'HSTS is ended on the website endpoint',
      { hsts: 'ending' },
      'hsts must be left out until the site has been on secondaryEndpoint \'https\' alone, got: "ending"',
    ],
    [
      'browsers shall remember HTTPS for ever',
      { hstsMaxAgeSeconds: 63_072_001 },
      'hstsMaxAgeSeconds must be a whole number of seconds from 1 to 63072000, got: 63072001',
    ],
    [
      'the switch is where everything else is controlled',
      { manualSwitch: true, secondaryRegion: 'us-east-1' },
      'secondaryRegion must not be us-east-1 with an operator\'s switch, which has to work while that Region does not, got: "us-east-1"',
    ],
    [
      'https has no switch',
      { secondaryEndpoint: 'https', manualSwitch: false },
      "manualSwitch must be true, or left out, with secondaryEndpoint 'https', which always has it, got: false",
    ],
    [
      'the website endpoint has a bucket of another name',
      { secondaryBucketName: 'a-replica' },
      'secondaryBucketName must be the domainName, or left out: a website endpoint finds its bucket by the name of the host, got: "a-replica"',
    ],
    [
      'the endpoint that is retired has a bucket of another name',
      { secondaryEndpoint: 'https', retiredEndpoint: 'website', secondaryBucketName: 'a-replica' },
      'secondaryBucketName must be the domainName, or left out: a website endpoint finds its bucket by the name of the host, got: "a-replica"',
    ],
    [
      'the secondary bucket is one that redirects',
      { secondaryEndpoint: 'https', secondaryBucketName: 'www.example.com' },
      'secondaryBucketName must differ from the other names of the site, each the name of a bucket that redirects, got: "www.example.com"',
    ],
    [
      'both buckets have one name',
      { secondaryEndpoint: 'https', secondaryBucketName: 'a-bucket', primaryBucketName: 'a-bucket' },
      'primaryBucketName must differ from the names of the site, each the name of a bucket at the secondary, got: "a-bucket"',
    ],
    [
      'the secondary certificate is for nothing',
      { secondaryCertificateArn: CERTIFICATE },
      `secondaryCertificateArn must be left out without the endpoint 'https', got: "${CERTIFICATE}"`,
    ],
    [
      'the secondary certificate is in another Region',
      { secondaryEndpoint: 'https', secondaryCertificateArn: CERTIFICATE.replace('us-west-2', 'us-east-1') },
      `secondaryCertificateArn must be a certificate in us-west-2, where API Gateway reads it, got: "${CERTIFICATE.replace('us-west-2', 'us-east-1')}"`,
    ],
    [
      "the secondary certificate is another account's",
      { secondaryEndpoint: 'https', secondaryCertificateArn: CERTIFICATE.replace('123456789012', '999999999999') },
      `secondaryCertificateArn must be a certificate of the account 123456789012, got: "${CERTIFICATE.replace('123456789012', '999999999999')}"`,
    ],
    [
      'the health check asks for the switch',
      { manualSwitch: true, healthCheck: { path: '/failover-switch' }, contentPath: false },
      'healthCheck.path must not be that of the operator\'s switch, got: "/failover-switch"',
    ],
    [
      'CloudFront is checked by what looks like a directory',
      { secondaryEndpoint: 'https', healthCheck: { path: '/status.d/up' }, contentPath: false },
      'healthCheck.path must have a dot in its last part, as without contentPath CloudFront\'s function takes it for a directory, got: "/status.d/up"',
    ],
    [
      'more names than a certificate takes have one certificate alone',
      {
        secondaryEndpoint: 'https',
        alternateNames: TEN_NAMES,
        certificateArn: CERTIFICATE.replace('us-west-2', 'us-east-1'),
      },
      `alternateNames must hold at most 9 names, for a certificate takes 10 (with more, give a secondaryCertificateArn), got: [ ${TEN_NAMES.map((name) => `'${name}'`).join(', ')} ]`,
    ],
  ])('%s', (_, settings, problem) => {
    expect(problemsOf(settings)).toEqual([`sites[0].${problem}`]);
  });

  test('an object without an extension is checked where it is known to be one, or by its bucket alone', () => {
    const contentPath = contentDirectory({ 'index.html': '', '404.html': '', up: '' });
    const healthCheck = { path: '/up' };
    expect(problemsOf({ secondaryEndpoint: 'https', contentPath, healthCheck })).toEqual([]);
    expect(problemsOf({ contentPath: false, healthCheck })).toEqual([]);
  });

  test("the content holds the operator's switch", () => {
    const contentPath = contentDirectory({ 'index.html': '', '404.html': '', 'failover-switch': '' });
    expect(problemsOf({ contentPath })).toEqual([]);
    expect(problemsOf({ contentPath, manualSwitch: true })).toEqual([
      `sites[0].contentPath must not hold failover-switch, which would fail the site over: it is the operator's switch, got: "${contentPath}"`,
    ]);
  });
});

function problemsOf(settings: Partial<SiteConfig>): readonly string[] {
  try {
    resolveSites([{ ...EXAMPLE, ...settings }]);
    return [];
  } catch (error) {
    if (!(error instanceof SiteConfigError)) {
      throw error;
    }
    return error.problems;
  }
}
