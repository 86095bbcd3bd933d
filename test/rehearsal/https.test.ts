import { rehearse, scenariosFor } from '../../lib/rehearsal/rehearse';
import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import type { Rehearsal } from '../../lib/timeline/timeline';
import { MutableApp, type Change } from '../rules/mutable-app';
import { synthesized } from '../rules/synthesized';

/** A failover of four minutes takes four seconds and more. */
const SPEED = 60;
const AT_ONCE = 11;

const original = synthesized({ secondaryEndpoint: 'https' });
const PRIMARY_CHECKS = ['Website/OriginHealthCheck/HealthCheck', 'Website/DistributionHealthCheck/HealthCheck'];

/** The site, whose checks have checkers in the fewest Regions: they ask often enough. */
function changed(change: Change = () => undefined): AssemblySource {
  const app = new MutableApp(original);
  for (const path of [...PRIMARY_CHECKS, 'Secondary/Switch/HealthCheck']) {
    app.set(path, 'HealthCheckConfig.Regions', ['us-east-1', 'eu-west-1', 'sa-east-1']);
  }
  change(app);
  return app.source;
}

const https = changed();
const website = synthesized({ manualSwitch: true });

async function run(source: AssemblySource, id: string): Promise<Rehearsal> {
  const scenario = scenariosFor(source).find((one) => one.id === id) ?? fail(id);
  const { signal } = new AbortController();
  return rehearse(source, scenario, { speed: SPEED, betweenRequests: 4_000, signal, progress: () => undefined });
}

function fail(id: string): never {
  throw new Error(`${id} was not rehearsed`);
}

function brokenPromises({ figures }: Rehearsal): string[] {
  return figures.filter(({ kept }) => !kept).map(({ name, since }) => `${name} (${since})`);
}

const DISTRIBUTION = 'Website/Delivery/Distribution';
const GROUP = 'DistributionConfig.OriginGroups.Items.0.FailoverCriteria.StatusCodes.Items';
const ALIAS = 'Website/Aliases/example.com';
const ROLE_POLICY = 'Secondary/Function/Role/DefaultPolicy';

/** What is broken, what is lost then, and the change. */
const BREAKS: Record<string, [string, Change]> = {
  'the secondary has no AAAA record': ['cloudfront-unreachable', (app) => app.drop(`${ALIAS}/SecondaryIpv6`)],
  'the endpoint has no IPv6': [
    'cloudfront-unreachable',
    (app) => app.set('Secondary/Endpoint/Domains/example.com', 'DomainNameConfigurations.0.IpAddressType', 'ipv4'),
  ],
  'no API answers for the name': [
    'cloudfront-unreachable',
    (app) => app.drop('Secondary/Endpoint/Domains/example.com/Mapping'),
  ],
  'the function may not read the replica': [
    'cloudfront-unreachable',
    (app) => app.set(ROLE_POLICY, 'PolicyDocument.Statement', []),
  ],
  'one of the two health checks is enough': [
    'cloudfront-unreachable',
    (app) => app.set('Website/Decision/HealthCheck', 'HealthCheckConfig.HealthThreshold', 1),
  ],
  'CloudFront does not fail over on 503': [
    'primary-unavailable',
    (app) => app.set(DISTRIBUTION, GROUP, [500, 502, 504]),
  ],
  'CloudFront may not read the replica': [
    'primary-unavailable',
    (app) => app.remove('Secondary/SecondaryBucket/Bucket/Policy', 'PolicyDocument.Statement.1'),
  ],
  'CloudFront waits for S3 as long as health checkers for CloudFront': [
    'primary-silent',
    (app) => app.set(DISTRIBUTION, 'DistributionConfig.Origins.0.S3OriginConfig.OriginReadTimeout', 2),
  ],
  'CloudFront waits for S3 as long as it does by default': [
    'primary-silent',
    (app) => app.remove(DISTRIBUTION, 'DistributionConfig.Origins.0.S3OriginConfig.OriginReadTimeout'),
  ],
  'checkers may not read the object of the switch': [
    'switch-engaged',
    (app) => app.set('Secondary/SecondaryBucket/Bucket/Policy', 'PolicyDocument.Statement.3', {}),
  ],
};

const rehearsed = new Map<string, Rehearsal>();

beforeAll(async () => {
  const due: [string, AssemblySource, string][] = [
    ...scenariosFor(https).map(({ id }): [string, AssemblySource, string] => [id, https, id]),
    ['website', website, 'switch-engaged'],
    ...Object.entries(BREAKS).map(([name, [id, change]]): [string, AssemblySource, string] => [
      name,
      changed(change),
      id,
    ]),
  ];
  // they mostly wait, but not all at once
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = due.shift(); next; next = due.shift()) {
      const [name, source, id] = next;
      rehearsed.set(name, await run(source, id));
    }
  });
  await Promise.all(workers);
}, 120_000);

const timelineOf = (name: string) => (rehearsed.get(name) ?? fail(name)).timeline;
const requestsOf = (name: string, visitor: string) =>
  timelineOf(name).visitors.find((one) => one.name === visitor)?.requests ?? fail(visitor);

test.each(scenariosFor(https).map(({ id }) => id))('the site as it is keeps every promise: %s', (id) => {
  expect(brokenPromises(rehearsed.get(id) ?? fail(id))).toEqual([]);
});

test('when CloudFront is lost, everybody over HTTPS is served by the endpoint, over IPv4 and IPv6', () => {
  for (const visitor of ['HTTPS', 'HTTPS over IPv6']) {
    const seen = requestsOf('cloudfront-unreachable', visitor).map(({ by, what }) => `${by} ${what}`);
    expect(seen.filter((one, index) => one !== seen[index - 1])).toEqual([
      'PRIMARY 200',
      'undefined ECONNREFUSED',
      'SECONDARY 200',
      'PRIMARY 200',
    ]);
  }
  const refused = requestsOf('cloudfront-unreachable', 'HTTP').filter(({ ok }) => !ok);
  expect(new Set(refused.map(({ what }) => what))).toEqual(new Set(['ECONNREFUSED']));
  expect(requestsOf('cloudfront-unreachable', 'HTTP').at(-1)?.ok).toBe(true);
});

test('DNS moves for both types of record, and back', () => {
  const { answers } = timelineOf('cloudfront-silent');
  for (const name of ['example.com', 'example.com AAAA']) {
    expect(answers.filter((one) => one.name === name).map(({ to }) => to)).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
  }
});

test.each(['primary-unavailable', 'primary-unreachable', 'primary-silent'])(
  'when the bucket is lost, nobody of any kind fails: %s',
  (id) => {
    const { visitors, answers } = timelineOf(id);
    expect(visitors.flatMap(({ requests }) => requests.filter(({ ok }) => !ok))).toEqual([]);
    expect(new Set(answers.map(({ to }) => to))).toEqual(new Set(['PRIMARY']));
  },
);

test('those who wait for a silent bucket wait for the response timeout of its origin', () => {
  const waits = new Set(requestsOf('primary-silent', 'HTTPS').map(({ waited }) => waited));
  expect(waits).toEqual(new Set([undefined, 1_000]));
});

test('the switch moves DNS by the object in the secondary bucket, and what it watches otherwise is well', () => {
  const [cloudfront, manual] = timelineOf('switch-engaged').checks ?? [];
  expect([cloudfront?.name, manual?.name]).toEqual(['health check, CloudFront', "operator's switch"]);
  expect(new Set(cloudfront?.health.map(({ healthy }) => healthy))).toEqual(new Set([true]));
  const changes = manual?.health.map(({ healthy }) => healthy) ?? [];
  expect(changes.filter((one, index) => one !== changes[index - 1])).toEqual([true, false, true]);
});

test('a site with a website and a switch fails over by it', () => {
  expect(brokenPromises(rehearsed.get('website') ?? fail('website'))).toEqual([]);
  expect(timelineOf('website').answers.map(({ to }) => to)).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
  expect(requestsOf('website', 'HTTP').filter(({ ok }) => !ok)).toEqual([]);
});

test.each<[string, string[]]>([
  ['the secondary has no AAAA record', ['DNS moved (outage)', 'last failed request, HTTPS over IPv6 (outage)']],
  ['the endpoint has no IPv6', ['last failed request, HTTPS over IPv6 (outage)']],
  ['no API answers for the name', ['last failed request, HTTPS (outage)']],
  ['the function may not read the replica', ['last failed request, HTTPS (outage)']],
  ['one of the two health checks is enough', ['noticed (outage)', 'DNS moved (outage)']],
  [
    'CloudFront does not fail over on 503',
    ['last failed request, HTTPS (outage)', 'DNS stays on the primary (outage)'],
  ],
  ['CloudFront may not read the replica', ['last failed request, HTTPS (outage)', 'DNS stays on the primary (outage)']],
  ['CloudFront waits for S3 as long as health checkers for CloudFront', ['DNS stays on the primary (outage)']],
  ['CloudFront waits for S3 as long as it does by default', ['last failed request, HTTPS (outage)']],
  ['checkers may not read the object of the switch', ['DNS moved (outage)']],
])('it shows as the failure that it would be: %s', (name, expected) => {
  expect(brokenPromises(rehearsed.get(name) ?? fail(name))).toEqual(expect.arrayContaining(expected));
});
