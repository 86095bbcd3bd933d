import { inspect } from 'node:util';
import { resolveSites, SiteConfigError, type SiteConfig } from '../lib/site-config';
import { contentDirectory, EXAMPLE, exampleSite, OTHER_EXAMPLE } from './helpers';

/** The problems of the sites, without the common beginning of their paths when there is one site. */
function problems(...configs: unknown[]): readonly string[] {
  try {
    resolveSites(configs as SiteConfig[]);
  } catch (error) {
    if (error instanceof SiteConfigError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

const withSettings = (settings: Record<string, unknown>) => ({ ...EXAMPLE, ...settings });

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}.example.com`);

const LABEL_63 = 'a'.repeat(63);
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';

describe('a site that gives only what has no default', () => {
  test('has the documented defaults', () => {
    expect(exampleSite()).toEqual({
      ...EXAMPLE,
      alternateNames: ['www.example.com'],
      retiredNames: [],
      hostedZoneName: 'example.com',
      primaryRegion: 'us-east-2',
      secondaryRegion: 'us-west-2',
      secondaryEndpoint: 'website',
      healthCheck: { path: '/health.txt', intervalSeconds: 10, failureThreshold: 3 },
      contentPath: 'site',
      content: {
        keys: ['404.html', 'assets/style.css', 'guide/index.html', 'index.html'],
        extensionlessObjects: [],
        dottedDirectories: [],
      },
      indexDocument: 'index.html',
      errorDocument: '404.html',
      hsts: 'on',
      hstsMaxAgeSeconds: 31_536_000,
      replicationTimeControl: false,
      secondaryBucketName: 'example.com',
      mode: {
        hasWebsiteEndpoint: true,
        hasHttpsEndpoint: false,
        hasIpv6: false,
        redirectsToHttps: false,
        strictTransportSecurity: undefined,
        hasSwitch: false,
        usesSwitch: false,
      },
      primaryBucketName: expect.stringMatching(/^example-com-123456789012-[0-9a-f]{8}$/) as string,
      manualSwitch: false,
      removalPolicy: 'retain',
    });
  });

  test('below its zone has no alternate names', () => {
    expect(exampleSite({ domainName: 'shop.example.com', hostedZoneName: 'example.com' }).alternateNames).toEqual([]);
  });
});

describe('the primary bucket', () => {
  test.each([
    [
      'another domain that looks the same with dashes',
      { domainName: 'example-com.net', hostedZoneName: 'example-com.net' },
      { domainName: 'example.com.net' },
    ],
    ['another account', { account: '123456789013' }, {}],
    ['another Region', { primaryRegion: 'eu-west-1' }, {}],
    [
      'a long domain that differs late',
      { domainName: `${'a'.repeat(50)}.example`, alternateNames: [] },
      { domainName: `${'a'.repeat(50)}.examples`, alternateNames: [] },
    ],
  ])('gets another name for %s', (_difference, settings, others) => {
    const [name, other] = [exampleSite(settings), exampleSite(others)].map((site) => site.primaryBucketName);
    expect(name).not.toBe(other);
    expect(name).toMatch(/^[a-z0-9-]{3,63}$/);
  });

  test('gets the same name every time', () => {
    expect(exampleSite().primaryBucketName).toBe('example-com-123456789012-2faa2fac');
  });

  test('can be adopted by name', () => {
    expect(exampleSite({ primaryBucketName: 'my.old-bucket' }).primaryBucketName).toBe('my.old-bucket');
  });
});

describe('fails when', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a required field is missing', { account: undefined }, 'account must be a string of 12 digits, got: undefined'],
    [
      'a field is not known',
      { domain: 'x' },
      'domain must be a documented field (see lib/config/site-fields.ts), got: "x"',
    ],
    [
      'a field of the health check is not known',
      { healthCheck: { interval: 10 } },
      'healthCheck.interval must be a documented field (see lib/config/site-fields.ts), got: 10',
    ],
    [
      'the domain is no DNS name',
      { domainName: 'exa_mple.com' },
      'domainName must be a DNS name in lower case, such as example.com, got: "exa_mple.com"',
    ],
    ['the domain is not text', { domainName: 7 }, 'domainName must be a DNS name, got: 7'],
    [
      'the domain has one label',
      { domainName: 'localhost' },
      'domainName must be a DNS name in lower case, such as example.com, got: "localhost"',
    ],
    [
      'the domain is in upper case',
      { domainName: 'Example.com' },
      'domainName must be a DNS name in lower case, such as example.com, got: "Example.com"',
    ],
    [
      'the domain is an address',
      { domainName: '192.0.2.1' },
      'domainName must be a DNS name in lower case, such as example.com, got: "192.0.2.1"',
    ],
    [
      'the domain begins with xn--',
      { domainName: 'xn--bcher-kva.example', alternateNames: [] },
      'domainName must not begin with xn--, because a bucket is named like it, got: "xn--bcher-kva.example"',
    ],
    [
      'the domain is under a preloaded top-level domain',
      { domainName: 'example.dev', alternateNames: [] },
      'domainName must not be under .dev, which browsers only visit over HTTPS, because the S3 website endpoint has none, got: "example.dev"',
    ],
    [
      'the domain is longer than a bucket name',
      { domainName: `${'a'.repeat(60)}.com`, alternateNames: [] },
      `domainName must have 3 to 63 characters, because a bucket is named like it, got: "${'a'.repeat(60)}.com"`,
    ],
    [
      'an alternate name is longer than a bucket name',
      { domainName: `${'a'.repeat(56)}.com` },
      `alternateNames[0] must have 3 to 63 characters, because a bucket is named like it, got: "www.${'a'.repeat(56)}.com"`,
    ],
    [
      'there are more names than ACM puts in a certificate',
      { alternateNames: names(10) },
      'alternateNames must hold at most 9 names, for a certificate takes 10 (with more, give a certificateArn), got: ' +
        inspect(names(10), { breakLength: Infinity }),
    ],
    [
      'an alternate name is a wildcard',
      { alternateNames: ['*.example.com'] },
      'alternateNames[0] must be a DNS name in lower case, such as example.com, got: "*.example.com"',
    ],
    [
      'an alternate name is outside the zone',
      { alternateNames: ['www.example.org'] },
      'alternateNames[0] must be in the hosted zone example.com, got: "www.example.org"',
    ],
    [
      'an alternate name only ends like the zone',
      { alternateNames: ['notexample.com'] },
      'alternateNames[0] must be in the hosted zone example.com, got: "notexample.com"',
    ],
    [
      'an alternate name is the domain',
      { alternateNames: ['example.com'] },
      'alternateNames[0] must differ from every other name of the site, got: "example.com"',
    ],
    [
      'an alternate name is there twice',
      { alternateNames: ['a.example.com', 'a.example.com'] },
      'alternateNames[1] must differ from every other name of the site, got: "a.example.com"',
    ],
    [
      'a retired name is still an alternate name',
      { retiredNames: ['www.example.com'] },
      'retiredNames[0] must differ from every other name of the site, got: "www.example.com"',
    ],
    [
      'the alternate names are not a list',
      { alternateNames: 'www.example.com' },
      'alternateNames must be a list of DNS names, got: "www.example.com"',
    ],
    [
      'the domain is outside its zone',
      { hostedZoneName: 'example.org', alternateNames: [] },
      'domainName must be in the hosted zone example.org, got: "example.com"',
    ],
    [
      'the zone id is no zone id',
      { hostedZoneId: '/hostedzone/Z1' },
      'hostedZoneId must be the id of a hosted zone, such as Z0123456789ABCDEFGHIJ, got: "/hostedzone/Z1"',
    ],
    [
      'the account has 11 digits',
      { account: '12345678901' },
      'account must be a string of 12 digits, got: "12345678901"',
    ],
    ['the account is a number', { account: 123456789012 }, 'account must be a string of 12 digits, got: 123456789012'],
    [
      'the primary Region is unknown',
      { primaryRegion: 'us-east-9' },
      'primaryRegion must be a commercial AWS Region known to CDK, got: "us-east-9"',
    ],
    [
      'the primary Region is not commercial',
      { primaryRegion: 'cn-north-1' },
      'primaryRegion must be a commercial AWS Region known to CDK, got: "cn-north-1"',
    ],
    [
      'the secondary Region is not commercial',
      { secondaryRegion: 'us-gov-west-1' },
      'secondaryRegion must be a commercial AWS Region known to CDK, got: "us-gov-west-1"',
    ],
    [
      'the Regions are the same',
      { secondaryRegion: 'us-east-2' },
      'secondaryRegion must differ from primaryRegion, got: "us-east-2"',
    ],
    [
      'the secondary Region has no website endpoint known to CDK',
      { secondaryRegion: 'mx-central-1' },
      'secondaryRegion must have an S3 website endpoint known to CDK, got: "mx-central-1"',
    ],
    [
      'the endpoint is none of the two',
      { secondaryEndpoint: 'http' },
      "secondaryEndpoint must be 'website' or 'https', got: \"http\"",
    ],
    [
      'the switch is neither on nor off',
      { manualSwitch: 'off' },
      'manualSwitch must be true, false or \'retired\', got: "off"',
    ],
    [
      'the certificate is elsewhere than us-east-1',
      { certificateArn: CERTIFICATE.replace('us-east-1', 'us-east-2') },
      `certificateArn must be the ARN of a certificate in us-east-1, where CloudFront reads it, got: "${CERTIFICATE.replace('us-east-1', 'us-east-2')}"`,
    ],
    [
      'the certificate is of another account',
      { certificateArn: CERTIFICATE.replace('9012', '9999') },
      `certificateArn must be a certificate of the account 123456789012, got: "${CERTIFICATE.replace('9012', '9999')}"`,
    ],
    [
      'the interval is not 10 or 30',
      { healthCheck: { intervalSeconds: 20 } },
      'healthCheck.intervalSeconds must be 10 or 30, got: 20',
    ],
    [
      'the threshold is 0',
      { healthCheck: { failureThreshold: 0 } },
      'healthCheck.failureThreshold must be a whole number from 1 to 10, got: 0',
    ],
    [
      'the threshold is 11',
      { healthCheck: { failureThreshold: 11 } },
      'healthCheck.failureThreshold must be a whole number from 1 to 10, got: 11',
    ],
    [
      'the threshold is no whole number',
      { healthCheck: { failureThreshold: 2.5 } },
      'healthCheck.failureThreshold must be a whole number from 1 to 10, got: 2.5',
    ],
    [
      'the health check is no object',
      { healthCheck: '/health.txt' },
      'healthCheck must be an object, got: "/health.txt"',
    ],
    [
      'the checked path does not begin with /',
      { healthCheck: { path: 'health.txt' } },
      'healthCheck.path must be the path of an object: begin with / and hold only letters, digits and ._~-/, got: "health.txt"',
    ],
    [
      'the checked path is a directory',
      { healthCheck: { path: '/health/' } },
      'healthCheck.path must be the path of an object: begin with / and hold only letters, digits and ._~-/, got: "/health/"',
    ],
    ...['/..', '/.', '/up/../x', '/up/./x', '/up/..'].map((path): [string, Record<string, unknown>, string] => [
      `the checked path is ${path}`,
      { contentPath: false, healthCheck: { path } },
      `healthCheck.path must have no segment . or .., got: "${path}"`,
    ]),
    ...['/index.html', '/up.HTM'].map((path): [string, Record<string, unknown>, string] => [
      `the checked path is the page ${path}`,
      { contentPath: false, healthCheck: { path } },
      `healthCheck.path must be no page, which is published with other headers, got: "${path}"`,
    ]),
    [
      'the checked path is too long',
      { contentPath: false, healthCheck: { path: `/${'a'.repeat(255)}` } },
      `healthCheck.path must have at most 255 characters, got: "/${'a'.repeat(255)}"`,
    ],
    [
      'the content directory is missing',
      { contentPath: 'no-such-directory' },
      'contentPath must be a directory that can be read (relative to where the app is started), or false, got: "no-such-directory"',
    ],
    [
      'the content is a file',
      { contentPath: 'package.json' },
      'contentPath must be a directory that can be read (relative to where the app is started), or false, got: "package.json"',
    ],
    ['the content is nowhere', { contentPath: '' }, 'contentPath must be a directory, or false, got: ""'],
    ['the content is true', { contentPath: true }, 'contentPath must be a directory, or false, got: true'],
    [
      'the index document is no page',
      { indexDocument: 'index' },
      'indexDocument must be the file name of a page, such as index.html, got: "index"',
    ],
    [
      'the error document is a path',
      { errorDocument: '/404.html' },
      'errorDocument must be the file name of a page, such as 404.html, got: "/404.html"',
    ],
    [
      'replicationTimeControl is not true or false',
      { replicationTimeControl: 'yes' },
      'replicationTimeControl must be true or false, got: "yes"',
    ],
    [
      'the primary bucket is named like the secondary',
      { primaryBucketName: 'example.com' },
      'primaryBucketName must differ from the names of the site, each the name of a bucket at the secondary, got: "example.com"',
    ],
    [
      'the primary bucket is named like an alternate name',
      { primaryBucketName: 'www.example.com' },
      'primaryBucketName must differ from the names of the site, each the name of a bucket at the secondary, got: "www.example.com"',
    ],
    [
      'the primary bucket has a reserved ending',
      { primaryBucketName: 'site-s3alias' },
      'primaryBucketName must not end with -s3alias, got: "site-s3alias"',
    ],
    [
      'the primary bucket has a reserved beginning',
      { primaryBucketName: 'sthree-site' },
      'primaryBucketName must not begin with sthree-, got: "sthree-site"',
    ],
    ...['my.-bucket', 'my-.bucket', 'my..bucket'].map((name): [string, Record<string, unknown>, string] => [
      `the primary bucket is ${name}`,
      { primaryBucketName: name },
      `primaryBucketName must have a letter or digit on both sides of a dot, got: "${name}"`,
    ]),
    [
      'the primary bucket is too short',
      { primaryBucketName: 'ab' },
      'primaryBucketName must have 3 to 63 characters, got: "ab"',
    ],
    [
      'the primary bucket is in upper case',
      { primaryBucketName: 'Site' },
      'primaryBucketName must be lower-case letters, digits, dots and hyphens, not an IP address, and begin and end with a letter or digit, got: "Site"',
    ],
    ['the alarm address is none', { alarmEmail: 'ops' }, 'alarmEmail must be an e-mail address, got: "ops"'],
    [
      'the removal policy is unknown',
      { removalPolicy: 'keep' },
      "removalPolicy must be 'retain' or 'destroy', got: \"keep\"",
    ],
  ])('%s', (_when, settings, problem) => {
    expect(problems(withSettings(settings))).toEqual([`sites[0].${problem}`]);
  });

  test('a site is no object', () => {
    expect(problems('example.com')).toContain('sites[0] must be an object, got: "example.com"');
  });

  test('a value has no JSON, such as a bigint', () => {
    expect(problems(withSettings({ account: 123456789012n }))).toEqual([
      'sites[0].account must be a string of 12 digits, got: 123456789012n',
    ]);
  });

  test('there is no site', () => {
    expect(problems()).toEqual(['sites must hold a site, got: []']);
  });

  test('the content directory is empty', () => {
    const contentPath = contentDirectory({});
    expect(problems(withSettings({ contentPath }))).toEqual([
      `sites[0].contentPath must be a directory with files in it, got: "${contentPath}"`,
    ]);
  });

  test('the content lacks the index document and the error document', () => {
    const contentPath = contentDirectory({ 'about.html': '' });
    expect(problems(withSettings({ contentPath }))).toEqual([
      `sites[0].contentPath must hold the indexDocument, index.html, got: "${contentPath}"`,
      `sites[0].contentPath must hold the errorDocument, 404.html, got: "${contentPath}"`,
    ]);
  });

  test("the content holds another object that differs from the health check's in case alone", () => {
    const contentPath = contentDirectory({ 'index.html': '', '404.html': '', 'Health.txt': '' });
    expect(problems(withSettings({ contentPath }))).toEqual([
      `sites[0].contentPath must not hold Health.txt, which differs from the health check's object in case alone, got: "${contentPath}"`,
    ]);
  });

  test("the content lacks the health check's object, when it is not the app's own", () => {
    expect(problems(withSettings({ healthCheck: { path: '/status/ok.txt' } }))).toEqual([
      'sites[0].healthCheck.path must be an object in contentPath (site), or /health.txt, which the app publishes, got: "/status/ok.txt"',
    ]);
  });
});

describe('takes', () => {
  test.each<[string, Partial<SiteConfig>]>([
    ['the shortest domain', { domainName: 'a.co' }],
    ['a domain as long as a bucket name', { domainName: `${'a'.repeat(59)}.com`, alternateNames: [] }],
    ['a label of 63 characters in a zone', { hostedZoneName: 'example.com', domainName: 'a.example.com' }],
    ['an internationalized label that is not the first', { domainName: 'www.xn--bcher-kva.example' }],
    ['a top-level domain that only begins like a preloaded one', { domainName: 'example.devices' }],
    ['a domain that is a preloaded word', { domainName: 'dev.example' }],
    ['a primary in us-east-1', { primaryRegion: 'us-east-1' }],
    ['a secondary in us-east-1', { secondaryRegion: 'us-east-1' }],
    ['a primary in a Region without website endpoint', { primaryRegion: 'mx-central-1' }],
    ['a checked path with dots', { contentPath: false, healthCheck: { path: '/.well-known/..up/v1.2./ok' } }],
    ['an interval of 30 seconds', { healthCheck: { intervalSeconds: 30 } }],
    ['a threshold of 1', { healthCheck: { failureThreshold: 1 } }],
    ['a threshold of 10', { healthCheck: { failureThreshold: 10 } }],
    ['a path of 255 characters', { contentPath: false, healthCheck: { path: `/${'a'.repeat(254)}` } }],
    ['content published by another pipeline', { contentPath: false }],
    ['a certificate in us-east-1', { certificateArn: CERTIFICATE }],
    ['an e-mail address', { alarmEmail: 'ops@example.com' }],
    ['as many names as ACM puts in a certificate', { alternateNames: names(9) }],
    ['more names with a certificate', { alternateNames: names(20), certificateArn: CERTIFICATE }],
    ['no alternate names', { alternateNames: [] }],
    ['a retired name that is no alternate name any more', { alternateNames: [], retiredNames: ['www.example.com'] }],
    ['a primary bucket of 63 characters', { primaryBucketName: LABEL_63 }],
    ['a primary bucket with dots and hyphens', { primaryBucketName: 'my.old-bucket.1' }],
    ['a primary bucket of 3 characters', { primaryBucketName: 'abc' }],
  ])('%s', (_what, settings) => {
    expect(problems(withSettings(settings))).toEqual([]);
  });

  test("a health check of an object of the content's own", () => {
    const contentPath = contentDirectory({ 'index.html': '', '404.html': '', 'status/ok.txt': '' });
    expect(problems(withSettings({ contentPath, healthCheck: { path: '/status/ok.txt' } }))).toEqual([]);
  });
});

describe('several sites', () => {
  test('work when they share nothing', () => {
    expect(problems(EXAMPLE, OTHER_EXAMPLE)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    [
      'domain',
      { alternateNames: [], primaryBucketName: 'one' + LABEL_63.slice(3) },
      { alternateNames: [] },
      [
        'sites[1].domainName must not be a name or bucket of sites[0], got: "example.com"',
        'sites[1].domainName must not give the stacks the same names (site-example-com-*) as sites[0], got: "example.com"',
      ],
    ],
    [
      'alternate name',
      { alternateNames: ['a.example.com'] },
      { domainName: 'b.example.com', hostedZoneName: 'example.com', alternateNames: ['a.example.com'] },
      ['sites[1].alternateNames[0] must not be a name or bucket of sites[0], got: "a.example.com"'],
    ],
    [
      'retired name',
      { retiredNames: ['old.example.com'] },
      { domainName: 'old.example.com', hostedZoneName: 'example.com' },
      ['sites[1].domainName must not be a name or bucket of sites[0], got: "old.example.com"'],
    ],
    [
      'name, retired by the second',
      { alternateNames: ['old.example.com'] },
      { domainName: 'b.example.com', hostedZoneName: 'example.com', retiredNames: ['old.example.com'] },
      ['sites[1].retiredNames[0] must not be a name or bucket of sites[0], got: "old.example.com"'],
    ],
    [
      'bucket',
      { primaryBucketName: 'shared' },
      { ...OTHER_EXAMPLE, primaryBucketName: 'shared' },
      ['sites[1].primaryBucketName must not be a name or bucket of sites[0], got: "shared"'],
    ],
    [
      "bucket, one's secondary the other's primary",
      {},
      { ...OTHER_EXAMPLE, primaryBucketName: 'www.example.com' },
      ['sites[1].primaryBucketName must not be a name or bucket of sites[0], got: "www.example.com"'],
    ],
    [
      'stack names',
      { domainName: 'a.b.example' },
      { domainName: 'a-b.example', hostedZoneId: OTHER_EXAMPLE.hostedZoneId },
      [
        'sites[1].domainName must not give the stacks the same names (site-a-b-example-*) as sites[0], got: "a-b.example"',
      ],
    ],
    [
      'zone id for another zone',
      {},
      { domainName: 'example.org' },
      [
        'sites[1].hostedZoneId must be that of example.org, not the one of example.com in sites[0], got: "Z0123456789EXAMPLE"',
      ],
    ],
  ])('are refused with the same %s', (_what, one, other, expected) => {
    expect(problems(withSettings(one), withSettings(other))).toEqual(expected);
  });

  test('have every problem of every site in one error', () => {
    expect(() =>
      resolveSites([
        { ...EXAMPLE, account: '1', primaryRegion: 'us-west-2' },
        { ...EXAMPLE, domainName: 'example.dev', alternateNames: [], alarmEmail: 'ops' },
      ]),
    ).toThrow(
      new SiteConfigError([
        'sites[0].account must be a string of 12 digits, got: "1"',
        'sites[0].secondaryRegion must differ from primaryRegion, got: "us-west-2"',
        'sites[1].alarmEmail must be an e-mail address, got: "ops"',
        'sites[1].domainName must not be under .dev, which browsers only visit over HTTPS, because the S3 website endpoint has none, got: "example.dev"',
      ]),
    );
  });
});
