import { rehearse } from '../../lib/rehearsal/rehearse';
import { SCENARIOS } from '../../lib/rehearsal/scenarios';
import type { Rehearsal } from '../../lib/timeline/timeline';
import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import { MutableApp, type Change } from '../rules/mutable-app';
import { synthesized } from '../rules/synthesized';

/** A failover of four minutes takes four seconds and more. */
const SPEED = 60;

const original = synthesized();
const PRIMARY_RECORD = 'Website/Aliases/example.com/Primary';
const DISTRIBUTION = 'Website/Delivery/Distribution';

function broken(change: Change): AssemblySource {
  const app = new MutableApp(original);
  change(app);
  return app.source;
}

function run(source: AssemblySource, id = 'primary-unavailable', signal = new AbortController().signal) {
  const scenario = SCENARIOS.find((one) => one.id === id) ?? SCENARIOS[0];
  if (!scenario) {
    throw new Error('no scenario');
  }
  return rehearse(source, scenario, { speed: SPEED, betweenRequests: 4_000, signal, progress: () => undefined });
}

function brokenPromises({ figures }: Rehearsal): string[] {
  return figures.filter(({ kept }) => !kept).map(({ name, since }) => `${name} (${since})`);
}

const BREAKS: Record<string, Change> = {
  'the health check asks for another object': (app) =>
    app.set('Website/OriginHealthCheck/HealthCheck', 'HealthCheckConfig.ResourcePath', '/healthz'),
  'the policy lacks the statement of the checkers': (app) =>
    app.remove('Website/PrimaryBucket/Bucket/Policy', 'PolicyDocument.Statement.2'),
  'there is an AAAA record without a secondary': (app) => {
    app.set(DISTRIBUTION, 'DistributionConfig.IPV6Enabled', true);
    const { Properties } = app.resource(PRIMARY_RECORD);
    const properties = { ...(Properties as object), Type: 'AAAA' };
    app.add('Website', 'Ipv6', { Type: 'AWS::Route53::RecordSet', Properties: properties });
  },
  'the secondary bucket has another name': (app) => {
    app.set('Secondary/SecondaryBucket/Bucket', 'BucketName', 'example-com-replica');
    const rules = 'ReplicationConfiguration.Rules.0.Destination.Bucket';
    app.set('Website/PrimaryBucket/Bucket', rules, 'arn:aws:s3:::example-com-replica');
  },
  'browsers are told to keep to HTTPS': (app) =>
    app.set(
      'Website/Delivery/SecurityHeaders',
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity',
      { AccessControlMaxAgeSec: 63_072_000, Override: true },
    ),
  'the secondary is private': (app) => app.drop('Secondary/SecondaryBucket/Bucket/Policy'),
};

let asItIs: Map<string, Rehearsal>;
let changed: Map<string, Rehearsal>;

beforeAll(async () => {
  const [whole, parts] = await Promise.all([
    Promise.all(SCENARIOS.map(async ({ id }) => [id, await run(original, id)] as const)),
    Promise.all(Object.entries(BREAKS).map(async ([name, change]) => [name, await run(broken(change))] as const)),
  ]);
  asItIs = new Map(whole);
  changed = new Map(parts);
}, 30_000);

test.each(SCENARIOS.map(({ id }) => id))('the site as it is keeps every promise: %s', (id) => {
  const rehearsal = asItIs.get(id);
  expect(rehearsal && brokenPromises(rehearsal)).toEqual([]);
  expect(rehearsal?.kept).toBe(true);
});

test('an outage of the primary is seen by everybody: noticed, moved, served, and moved back', () => {
  const { timeline, figures } = asItIs.get('primary-unavailable') ?? fail();
  const { health, answers, visitors, outage } = timeline;
  expect(health.map(({ healthy }) => healthy).filter((one, index, all) => one !== all[index - 1])).toEqual([
    true,
    false,
    true,
  ]);
  expect(answers.map(({ to }) => to)).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
  const http = visitors.find(({ name }) => name === 'HTTP')?.requests ?? [];
  expect(new Set(http.map(({ by, ok }) => `${by} ${ok}`))).toEqual(
    new Set(['PRIMARY true', 'PRIMARY false', 'SECONDARY true']),
  );
  const https = visitors.find(({ name }) => name === 'HTTPS')?.requests ?? [];
  expect(https.filter(({ what }) => what === 'ECONNREFUSED').length).toBeGreaterThan(5);
  expect(https.at(-1)?.ok).toBe(true);
  // a threshold of 3 at 10 s: two whole intervals at least
  expect(figures.find(({ name }) => name === 'noticed')?.measured).toBeGreaterThan(20_000);
  expect(outage.from).toBeGreaterThan(30_000);
});

test('visitors over HTTP notice nothing when the check alone is at fault', () => {
  for (const id of ['health-object-deleted', 'checkers-locked-out', 'secondary-unavailable']) {
    const { visitors } = (asItIs.get(id) ?? fail()).timeline;
    expect(visitors.find(({ name }) => name === 'HTTP')?.requests.filter(({ ok }) => !ok)).toEqual([]);
  }
});

test.each<[string, string[]]>([
  ['the health check asks for another object', ['served by the primary before (outage)']],
  ['the policy lacks the statement of the checkers', ['served by the primary before (outage)']],
  ['there is an AAAA record without a secondary', ['last failed request, prefers IPv6 (outage)']],
  ['the secondary bucket has another name', ['last failed request, HTTP (outage)']],
  ['browsers are told to keep to HTTPS', ['last failed request, HTTP (outage)']],
  ['the secondary is private', ['last failed request, HTTP (outage)']],
])('it shows as the failure that it would be: %s', (name, expected) => {
  const rehearsal = changed.get(name) ?? fail();
  expect(rehearsal.kept).toBe(false);
  expect(brokenPromises(rehearsal)).toEqual(expect.arrayContaining(expected));
});

test('a check that never finds its object leaves the site on its secondary, and the table can say so', () => {
  const { timeline, figures } = changed.get('the health check asks for another object') ?? fail();
  expect(timeline.answers.at(-1)?.to).toBe('SECONDARY');
  expect(figures[0]?.note).toContain('the health check finds the primary unhealthy though nothing is lost');
});

test('what is interrupted ends at once and leaves nothing listening', async () => {
  const interruption = new AbortController();
  const running = run(original, 'primary-unavailable', interruption.signal);
  setTimeout(() => interruption.abort(), 200);
  await expect(running).rejects.toThrow(/abort/i);
});

test.each<[string, Change, string]>([
  [
    'a property that is not modelled',
    (app) =>
      app.set(DISTRIBUTION, 'DistributionConfig.WebACLId', 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b'),
    'the rehearsal does not understand',
  ],
  [
    'a type that is not modelled',
    (app) => app.add('Website', 'Firewall', { Type: 'AWS::WAFv2::WebACL', Properties: {} }),
    'the rehearsal does not understand the type AWS::WAFv2::WebACL',
  ],
  ['an app without a site', (app) => app.drop(PRIMARY_RECORD), 'must'],
])('what cannot be shown is refused: %s', async (_, change, message) => {
  const source = broken((app) => {
    change(app);
  });
  const running = run(source).then(() => 'shown');
  await expect(running).rejects.toThrow(message);
});

function fail(): never {
  throw new Error('it was not rehearsed');
}
