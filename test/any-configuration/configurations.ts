import * as fc from 'fast-check';
import type { SiteConfig } from '../../lib/site-config';

/** Regions that can hold either bucket of a pair. */
const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-northeast-1',
  'sa-east-1',
  'af-south-1',
];

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const zoneName = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 2 }), fc.constantFrom('com', 'org', 'net', 'co.uk', 'test'))
  .map(([labels, topLevel]) => [...labels, topLevel].join('.'));
const account = fc.stringMatching(/^[0-9]{12}$/);
const regions = fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 2, maxLength: 2 });

/** A content directory, and settings that fit what it holds. */
export interface Content {
  readonly contentPath: string | false;
  readonly indexDocument?: string;
  readonly errorDocument?: string;
  /** Objects that may be the health check's. */
  readonly healthPaths: readonly string[];
}

/** One site, or two in one zone, all as `plausibleSite` has them. */
export function plausibleSites(contents: readonly Content[]): fc.Arbitrary<SiteConfig[]> {
  const two = fc.tuple(zoneName, account).chain(([zone, owner]) => {
    const site = plausibleSite(contents, fc.constant(zone), fc.constant(owner));
    return fc.tuple(site, site);
  });
  return fc.oneof(
    { weight: 4, arbitrary: plausibleSite(contents).map((site) => [site]) },
    { weight: 1, arbitrary: two },
  );
}

/** Configurations of a site that are valid, but for names that happen to be reserved. */
export function plausibleSite(
  contents: readonly Content[],
  zones = zoneName,
  owners = account,
): fc.Arbitrary<SiteConfig> {
  return fc
    .tuple(zones, owners, regions, names(), settings(contents))
    .map(([anyZone, owner, places, hosts, { topLevel, ...rest }]) => {
      const hasSwitch = Boolean(rest.manualSwitch) || [rest.secondaryEndpoint, rest.retiredEndpoint].includes('https');
      // a switch cannot be in us-east-1
      const [primary, secondary] = hasSwitch && places[1] === 'us-east-1' ? [places[1], places[0]] : places;
      const zone = topLevel === undefined ? anyZone : anyZone.replace(/[^.]+$/, topLevel);
      const below = (name: string) => (name === '' ? zone : `${name}.${zone}`);
      const site = { domainName: below(hosts.domain), account: owner, hostedZoneId: 'Z0123456789EXAMPLE' };
      return {
        ...site,
        ...(hosts.domain === '' && !hosts.zoneGiven ? {} : { hostedZoneName: zone }),
        ...(hosts.alternates ? { alternateNames: hosts.alternates.map(below) } : {}),
        ...(hosts.retired ? { retiredNames: hosts.retired.map(below) } : {}),
        primaryRegion: primary,
        secondaryRegion: secondary,
        ...rest,
        ...(rest.certificateArn
          ? { certificateArn: `arn:aws:acm:us-east-1:${owner}:certificate/${rest.certificateArn}` }
          : {}),
        ...(rest.secondaryCertificateArn
          ? { secondaryCertificateArn: `arn:aws:acm:${secondary}:${owner}:certificate/${rest.secondaryCertificateArn}` }
          : {}),
      };
    });
}

/** Names of a site below its zone, all different; '' is the zone's own. */
function names() {
  const below = fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 6, arbitrary: label });
  return fc
    .tuple(fc.uniqueArray(below, { minLength: 1, maxLength: 12 }), fc.nat(3), fc.boolean(), fc.boolean())
    .map(([[domain = '', ...others], retired, zoneGiven, byDefault]) => ({
      domain,
      zoneGiven,
      alternates: byDefault && others.length === 0 ? undefined : others.slice(retired).slice(0, 9),
      retired: retired > 0 ? others.slice(0, retired) : undefined,
    }));
}

function settings(contents: readonly Content[]) {
  const health = fc.record(
    { intervalSeconds: fc.constantFrom(10, 30), failureThreshold: fc.integer({ min: 1, max: 10 }) },
    { requiredKeys: [] },
  );
  const content = fc.constantFrom(...contents).chain(({ healthPaths, ...fields }) =>
    fc.tuple(health, fc.option(fc.constantFrom(...healthPaths), { nil: undefined })).map(([check, path]) => ({
      ...fields,
      healthCheck: path === undefined ? check : { ...check, path },
    })),
  );
  const others = fc.record(
    {
      replicationTimeControl: fc.boolean(),
      removalPolicy: fc.constantFrom('retain' as const, 'destroy' as const),
      alarmEmail: fc.constantFrom('ops@example.com', "o'ps+web@example.co.uk"),
      certificateArn: fc.uuid(),
      primaryBucketName: fc.stringMatching(/^[a-z0-9]([a-z0-9-]{1,20}[a-z0-9])$/),
    },
    { requiredKeys: [] },
  );
  return fc.tuple(content, others, modes()).map(([one, other, mode]) => ({ ...one, ...other, ...mode }));
}

/** What a site has to do with its endpoints; of an ARN, the last part. */
type ModeSettings = Pick<
  SiteConfig,
  | 'secondaryEndpoint'
  | 'retiredEndpoint'
  | 'hsts'
  | 'hstsMaxAgeSeconds'
  | 'manualSwitch'
  | 'secondaryCertificateArn'
  | 'secondaryBucketName'
> & {
  /** Where the zone is to be: under one that browsers only visit over HTTPS. */
  readonly topLevel?: string;
};

/** A site with one endpoint, or on its way from one to the other. */
function modes(): fc.Arbitrary<ModeSettings> {
  const [website, https] = [fc.constant('website' as const), fc.constant('https' as const)];
  const secondaryCertificateArn = fc.uuid();
  const hstsMaxAgeSeconds = fc.integer({ min: 1, max: 63_072_000 });
  const manualSwitch = fc.constantFrom(true, false, 'retired' as const);
  return fc.oneof(
    fc.record({ secondaryEndpoint: website, manualSwitch }, { requiredKeys: [] }),
    fc.record(
      {
        secondaryEndpoint: https,
        secondaryCertificateArn,
        hstsMaxAgeSeconds,
        hsts: fc.constantFrom('on' as const, 'ending' as const),
        manualSwitch: fc.constant(true),
        secondaryBucketName: fc.stringMatching(/^[a-z0-9]([a-z0-9-]{1,20}[a-z0-9])$/),
        topLevel: fc.constantFrom('dev', 'app'),
      },
      { requiredKeys: ['secondaryEndpoint'] },
    ),
    fc.record(
      { secondaryEndpoint: https, retiredEndpoint: website, secondaryCertificateArn, hstsMaxAgeSeconds },
      { requiredKeys: ['secondaryEndpoint', 'retiredEndpoint'] },
    ),
    fc.record(
      { secondaryEndpoint: website, retiredEndpoint: https, secondaryCertificateArn, manualSwitch },
      { requiredKeys: ['secondaryEndpoint', 'retiredEndpoint'] },
    ),
  );
}

/** Values that no field of the name takes. */
export const REFUSED: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  domainName: fc.oneof(
    fc.constantFrom('example', '', 'Example.com', 'example.com.', 'a..com', 'https://example.com', '-a.com'),
    notText(),
  ),
  alternateNames: fc.oneof(
    fc.constantFrom('www.example.com', ['WWW.example.com'], ['elsewhere.invalid'], [7]),
    fc.integer(),
  ),
  retiredNames: fc.oneof(
    fc.constantFrom('www.example.com', ['not a name'], ['elsewhere.invalid'], [null]),
    fc.boolean(),
  ),
  hostedZoneId: fc.oneof(fc.constantFrom('', '/hostedzone/Z1', 'z123', 'example.com'), notText()),
  hostedZoneName: fc.oneof(fc.constantFrom('com', 'elsewhere.invalid.', 'EXAMPLE.COM'), notText()),
  account: fc.oneof(fc.stringMatching(/^[0-9]{0,11}$/), fc.stringMatching(/^[0-9]{13,20}$/), fc.integer()),
  primaryRegion: fc.oneof(fc.constantFrom('cn-north-1', 'us-gov-west-1', 'us-east-9', '', 'US-EAST-1'), notText()),
  secondaryRegion: fc.oneof(fc.constantFrom('cn-north-1', 'us-gov-west-1', 'mars-1'), notText()),
  secondaryEndpoint: fc.oneof(fc.constantFrom('HTTPS', 'Website', ''), notText()),
  retiredEndpoint: fc.oneof(fc.constantFrom('HTTPS', 'Website', ''), notText()),
  hsts: fc.oneof(fc.constantFrom('off', 'On', ''), notText()),
  hstsMaxAgeSeconds: fc.oneof(fc.constantFrom(0, -1, 1.5, 63_072_001, '31536000'), fc.boolean()),
  certificateArn: fc.oneof(
    fc.constantFrom('arn:aws:acm:eu-west-1:123456789012:certificate/a', 'arn:aws:iam::1:server-certificate/a', ''),
    notText(),
  ),
  secondaryCertificateArn: fc.oneof(
    fc.constantFrom('arn:aws:acm:us-west-2:1:certificate/a', 'arn:aws:iam::1:server-certificate/a', ''),
    notText(),
  ),
  healthCheck: fc.oneof(
    fc.constantFrom(
      { path: 'health.txt' },
      { path: '/../x' },
      { path: '/index.html' },
      { path: '/not there.txt' },
      { intervalSeconds: 20 },
      { interval: 10 },
    ),
    fc.record({ failureThreshold: fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 11 }), fc.constant(2.5)) }),
    fc.integer(),
  ),
  contentPath: fc.oneof(fc.constantFrom('', 'no/such/directory', 'package.json', true), fc.integer()),
  indexDocument: fc.oneof(fc.constantFrom('', 'index', '/index.html', 'a/index.html'), fc.integer()),
  errorDocument: fc.oneof(fc.constantFrom('', '/404.html'), fc.integer()),
  replicationTimeControl: fc.constantFrom('true', 1, null),
  primaryBucketName: fc.oneof(
    fc.constantFrom('ab', 'My-Bucket', 'xn--bucket', 'a..b', '192.168.0.1', 'name-s3alias'),
    notText(),
  ),
  secondaryBucketName: fc.oneof(fc.constantFrom('ab', 'My-Bucket', 'xn--bucket', 'a..b', '192.168.0.1'), notText()),
  manualSwitch: fc.constantFrom('true', 'off', 0, null),
  alarmEmail: fc.oneof(fc.constantFrom('', 'ops', '@example.com'), notText()),
  removalPolicy: fc.constantFrom('RETAIN', 'snapshot', '', null, true),
  domain: fc.anything(),
};

function notText(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), fc.string()),
  );
}
