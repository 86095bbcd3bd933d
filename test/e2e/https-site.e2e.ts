import * as fs from 'node:fs';
import * as path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { SiteConfig } from '../../lib/site-config';
import { inventory } from './checks/account';
import { deployedWithLooks } from './checks/between-stacks';
import { expectReplication } from './checks/buckets';
import { doctorFinds } from './checks/doctor';
import { keptOf, type Kept } from './checks/kept';
import { expectPublished, objectsOf, textOf, type SiteBuckets } from './checks/objects';
import { expectPrivateSecondary } from './checks/replica';
import { expectSameAnswers, onTheReplica } from './checks/same-answers';
import { bucketsMadeOrLost, eventsSince, removedTooEarly } from './checks/stack-events';
import { visit } from './checks/visitor';
import { PRIMARY, SECONDARY, type Clients } from './clients';
import { leftBehind } from './holes';
import { ROOT } from './paths';
import { expectOnlyKnownHoles } from './read-back/expect-only-known-holes';
import { deployedStacks, outputsOf } from './read-back/stacks';
import { Scenario } from './scenario';

type Settings = Partial<SiteConfig>;

const HTTPS: Settings = { secondaryEndpoint: 'https' };

/** Every state that a site passes on its way from `https` to `website` and back, and the stacks that change. */
const CHANGES: [string, Settings, string[]][] = [
  [
    'HSTS is ended, and the interval of the checks changed',
    { ...HTTPS, hsts: 'ending', healthCheck: { intervalSeconds: 30 } },
    ['Secondary', 'Website', 'Monitoring'],
  ],
  ["the endpoint 'website' is added", { retiredEndpoint: 'https' }, ['Secondary', 'Website', 'Monitoring']],
  ["the endpoint 'https' is removed", {}, ['Secondary', 'Website']],
  ['a switch is added', { manualSwitch: true }, ['Secondary', 'Website', 'Monitoring']],
  ['the switch is retired', { manualSwitch: 'retired' }, ['Secondary', 'Website', 'Monitoring']],
  ['the switch is removed', {}, ['Secondary']],
  ["the endpoint 'https' is added", { ...HTTPS, retiredEndpoint: 'website' }, ['Secondary', 'Website', 'Monitoring']],
  ["the endpoint 'website' is removed", HTTPS, ['Secondary', 'Website']],
];

const EMAIL = 'alarms@example.test';

/** More than an answer of Lambda may have. */
const LARGE = Buffer.alloc(5_000_000, 'large ');

let scenario: Scenario;
let aws: Clients;
let buckets: SiteBuckets;
let templates: unknown;

beforeAll(async () => {
  scenario = await Scenario.start('https-site', 'third.test', (content) => {
    fs.cpSync(path.join(ROOT, 'site'), content, { recursive: true });
  });
  aws = scenario.aws;
});

afterAll(async () => {
  await scenario?.stop();
});

test('the example is deployed with a secondary over HTTPS', async () => {
  changeTo(HTTPS);
  await scenario.cdk.deploy();
  const { PrimaryBucketName = '' } = await outputsOf(aws, PRIMARY, 'site-third-test-Website');
  buckets = { primary: PrimaryBucketName, secondary: 'third.test' };
  templates = await deployedTemplates();
  await expectPublished(aws, buckets, scenario.content);
  await expectReplication(aws, buckets);
  await expectPrivateSecondary(aws, buckets.secondary);
});

test('every property that the templates ask for is there, but for the list of holes', async () => {
  await expectOnlyKnownHoles(scenario.cdk.assembly, aws);
});

test('the doctor finds nothing', async () => {
  expect(await doctorFinds(scenario)).toEqual([]);
});

test('the endpoint gives the answers of CloudFront, and CloudFront may read the replica', async () => {
  await expectSameAnswers(scenario);
  await onTheReplica(scenario, () => expectSameAnswers(scenario));
});

test('the endpoint redirects other names, answers on conditions, and shows the way to a large object', async () => {
  await aws.s3(PRIMARY).send(new PutObjectCommand({ Bucket: buckets.primary, Key: 'large.bin', Body: LARGE }));
  const redirected = await visit(scenario, 'www.third.test', '/guide/?a=b');
  expect([redirected.status, redirected.headers.location]).toEqual([301, '//third.test/guide/?a=b']);
  const { headers } = await visit(scenario, 'third.test', '/', { method: 'HEAD' });
  const etag = String(headers.etag);
  expect((await visit(scenario, 'third.test', '/', { headers: { 'if-none-match': etag } })).status).toBe(304);
  const part = await visit(scenario, 'third.test', '/', { headers: { range: 'bytes=0-14' } });
  expect([part.status, part.body.toString()]).toEqual([206, '<!doctype html>']);
  const large = await visit(scenario, 'third.test', '/large.bin');
  expect(large.status).toBe(307);
  expect(Buffer.from(await (await fetch(String(large.headers.location))).arrayBuffer()).equals(LARGE)).toBe(true);
});

test("the operator's switch is an object of the secondary, and only there", async () => {
  expect(await scenario.cdk.operate('engage', '--yes')).toMatchObject({ changed: true, now: { engaged: true } });
  expect(await textOf(aws, SECONDARY, buckets.secondary, 'failover-switch')).toContain('"kind":"operator"');
  expect(await objectsOf(aws, PRIMARY, buckets.primary)).not.toHaveProperty('failover-switch');
});

describe.each(CHANGES)('%s', describeChange);

test('the switch is still engaged, and can be released', async () => {
  expect(await scenario.cdk.operate('release')).toMatchObject({ changed: true, now: { engaged: false } });
  expect(await objectsOf(aws, SECONDARY, buckets.secondary)).not.toHaveProperty('failover-switch');
});

test('the site is what it was at first', async () => {
  expect(await deployedTemplates()).toEqual(templates);
  expect(await scenario.cdk.diff()).toContain('Number of stacks with differences: 0');
  await expectPrivateSecondary(aws, buckets.secondary);
  await expectSameAnswers(scenario);
});

test("removalPolicy 'destroy' leaves nothing but the certificates of the endpoint, one for each time that it was there", async () => {
  expect(await scenario.cdk.destroy()).toMatchObject({ code: 0 });
  const certificate: unknown = expect.objectContaining({
    CertificateArn: expect.stringContaining(`:${SECONDARY}:`) as string,
  });
  expect(await inventory(aws, scenario.hostedZoneId)).toEqual({
    certificates: [certificate, certificate],
    logGroups: leftBehind(),
  });
});

function describeChange(_: string, settings: Settings, stacks: string[]): void {
  let before: Kept;
  let since: Date;

  test('what the records point at answers before, between and after the stacks', async () => {
    before = await keptOf(aws);
    since = new Date();
    changeTo(settings);
    expect(await deployedWithLooks(scenario)).toEqual({ stacks, problems: [] });
    expect(removedTooEarly(await eventsSince(aws, since))).toEqual([]);
  });

  test('no bucket is replaced, and no version of an object is lost', async () => {
    const after = await keptOf(aws);
    expect(after.buckets).toEqual(before.buckets);
    expect(after.versions).toEqual(expect.arrayContaining([...before.versions]));
    expect(bucketsMadeOrLost(await eventsSince(aws, since))).toEqual([]);
  });

  test('every property that the templates ask for is there, and the doctor finds the switch engaged at most', async () => {
    await expectOnlyKnownHoles(scenario.cdk.assembly, aws);
    const found = await doctorFinds(scenario);
    expect(found.filter((finding) => !finding.startsWith('switch-released: '))).toEqual([]);
  });
}

/** Settings that are not given have their defaults. */
function changeTo(settings: Settings): void {
  const defaults = {
    secondaryEndpoint: undefined,
    retiredEndpoint: undefined,
    hsts: undefined,
    manualSwitch: undefined,
    healthCheck: undefined,
  };
  scenario.change({ ...defaults, removalPolicy: 'destroy', alarmEmail: EMAIL, ...settings });
}

async function deployedTemplates(): Promise<unknown> {
  return (await deployedStacks(scenario.cdk.assembly, aws)).map(({ name, resources }) => [name, resources]);
}
