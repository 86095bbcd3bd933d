import * as fs from 'node:fs';
import * as path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { inventory, lambdas, siteStacks } from './checks/account';
import { expectPrivatePrimary, expectPublicSecondary, expectRedirect, expectReplication } from './checks/buckets';
import { expectDelivery, onlyDistribution } from './checks/delivery';
import { healthCheckIds } from './checks/dns';
import { BREAKS, doctorFinds } from './checks/doctor';
import { expectFailover } from './checks/failover';
import { expectPublished, objectsOf, textOf, versionsOfAssets, type SiteBuckets } from './checks/objects';
import { PRIMARY, SECONDARY, type Clients } from './clients';
import { keysOf, writeRealSite } from './content';
import { leftBehind, suppliedByModule } from './holes';
import { expectOnlyKnownHoles } from './read-back/expect-only-known-holes';
import { outputsOf } from './read-back/stacks';
import { Scenario } from './scenario';

const EMAIL = 'alarms@example.test';
const NAMES = ['example.test', 'www.example.test'];

let scenario: Scenario;
let aws: Clients;
let buckets: SiteBuckets;

beforeAll(async () => {
  scenario = await Scenario.start('retained-site', 'example.test', writeRealSite);
  aws = scenario.aws;
  scenario.change({ alarmEmail: EMAIL });
});

afterAll(async () => {
  await scenario?.stop();
});

test('the launcher supplies what the list of holes says, and nothing else', () => {
  expect(scenario.engine.mended()).toEqual(suppliedByModule());
});

test('a site of a few hundred files is deployed', async () => {
  expect(keysOf(scenario.content).length).toBeGreaterThan(200);
  await scenario.cdk.deploy();
  const { PrimaryBucketName = '' } = await outputsOf(aws, PRIMARY, 'site-example-test-Website');
  buckets = { primary: PrimaryBucketName, secondary: 'example.test' };
  const stacks = await siteStacks(aws);
  expect(stacks.map(({ StackName }) => StackName).sort()).toEqual(
    ['Certificate', 'Monitoring', 'Secondary', 'Website'].map((role) => `site-example-test-${role}`),
  );
});

test('every property that the templates ask for is there, but for the list of holes', async () => {
  await expectOnlyKnownHoles(scenario.cdk.assembly, aws);
});

test('the buckets are as the failover needs them', async () => {
  await expectPrivatePrimary(aws, buckets.primary, String((await onlyDistribution(aws)).ARN));
  await expectPublicSecondary(aws, buckets.secondary);
  await expectRedirect(aws, 'www.example.test', 'example.test');
  await expectReplication(aws, buckets);
});

test('every file is in both buckets, with the headers of its kind', async () => {
  await expectPublished(aws, buckets, scenario.content);
});

test('the distribution answers as the website endpoint does', async () => {
  await expectDelivery(aws, {
    domainName: 'example.test',
    alternateNames: ['www.example.test'],
    primary: buckets.primary,
    extensionlessObjects: ['LICENSE'],
    dottedDirectories: ['v1.2'],
  });
});

test('records, health check and alarms watch the primary every 10 s', async () => {
  await expectFailoverEvery(10);
  expect(await lambdas(aws, PRIMARY)).toHaveLength(1);
});

test('the doctor finds nothing', async () => {
  expect(await doctorFinds(scenario)).toEqual([]);
});

test.each(BREAKS)('the doctor finds $name, until it is put back', async ({ finding, breaks }) => {
  const putBack = await breaks(scenario);
  try {
    expect(await doctorFinds(scenario)).toEqual([expect.stringMatching(finding)]);
  } finally {
    await putBack();
  }
  expect(await doctorFinds(scenario)).toEqual([]);
});

test('changed and deleted pages reach both buckets, and no asset is touched', async () => {
  const assets = await versionsOfAssets(aws, PRIMARY, buckets.primary);
  fs.appendFileSync(path.join(scenario.content, 'index.html'), '<!-- changed -->\n');
  fs.rmSync(path.join(scenario.content, 'charts.html'));
  await scenario.cdk.deploy();
  await expectPublished(aws, buckets, scenario.content);
  expect(await textOf(aws, SECONDARY, buckets.secondary, 'index.html')).toMatch(/<!-- changed -->\n$/);
  expect(await versionsOfAssets(aws, PRIMARY, buckets.primary)).toEqual(assets);
});

test('a deleted asset leaves both buckets, and a new interval reaches records and alarms', async () => {
  const [before] = await healthCheckIds(aws);
  fs.rmSync(path.join(scenario.content, 'img/undraw_rocket.svg'));
  scenario.change({ alarmEmail: EMAIL, healthCheck: { intervalSeconds: 30 } });
  expect(await doctorFinds(scenario)).toEqual([
    expect.stringMatching(
      /^health-check-in-force: the health check \S+ asks every 10 s with threshold 3, not every 30 s/,
    ),
  ]);
  await scenario.cdk.deploy();
  expect(await doctorFinds(scenario)).toEqual([]);
  await expectPublished(aws, buckets, scenario.content);
  await expectFailoverEvery(30);
  expect(await healthCheckIds(aws)).not.toContain(before);
});

test('cdk diff sees no difference then, nor does the doctor', async () => {
  expect(await scenario.cdk.diff()).toContain('Number of stacks with differences: 0');
  expect(await doctorFinds(scenario, await scenario.cdk.synthesizeWithoutCli())).toEqual([]);
  fs.appendFileSync(path.join(scenario.content, 'index.html'), '<!-- changed again -->\n');
  expect(await doctorFinds(scenario, await scenario.cdk.synthesizeWithoutCli())).toEqual([
    expect.stringMatching(/^stacks-in-sync: files of the stack site-example-test-Website changed since its deployment/),
  ]);
});

test('destroyed, it leaves the buckets and their objects, and nothing else', async () => {
  expect(await scenario.cdk.destroy()).toMatchObject({ code: 0 });
  expect(await inventory(aws, scenario.hostedZoneId)).toEqual({
    buckets: [buckets.primary, ...NAMES].sort(),
  });
  const objects = [...keysOf(scenario.content), 'health.txt'].sort();
  expect(Object.keys(await objectsOf(aws, PRIMARY, buckets.primary)).sort()).toEqual(objects);
  expect(Object.keys(await objectsOf(aws, SECONDARY, buckets.secondary)).sort()).toEqual(objects);
});

test('another deployment adopts the buckets, and replicates', async () => {
  await scenario.cdk.deploy();
  await expectPublished(aws, buckets, scenario.content);
  await expectFailoverEvery(30);
  await expectReplication(aws, buckets);
  await aws.s3(PRIMARY).send(new PutObjectCommand({ Bucket: buckets.primary, Key: 'new.txt', Body: 'new' }));
  expect(await textOf(aws, SECONDARY, buckets.secondary, 'new.txt')).toBe('new');
  await expectOnlyKnownHoles(scenario.cdk.assembly, aws);
});

test("removalPolicy 'destroy' is deployed, and then leaves nothing", async () => {
  scenario.change({ alarmEmail: EMAIL, removalPolicy: 'destroy' });
  await scenario.cdk.deploy();
  expect(await scenario.cdk.destroy()).toMatchObject({ code: 0 });
  expect(await inventory(aws, scenario.hostedZoneId)).toEqual({ logGroups: leftBehind() });
});

async function expectFailoverEvery(intervalSeconds: number): Promise<void> {
  const dashboard = 'site-example-test-Monitoring';
  await expectFailover(scenario, { buckets, names: NAMES, intervalSeconds, email: EMAIL, dashboard });
}
