import * as fs from 'node:fs';
import * as path from 'node:path';
import { Engine } from './engine';
import { Buckets } from './parity/buckets';
import { engineEnvironment, parity, reportOf, SITE, timed } from './parity/command';
import { STATE } from './paths';
import { findPython, virtualEnvironment } from './python';
import { resolveSites } from '../../lib/site-config';

const DIRECTORY = path.join(STATE, 'parity');
/** To look at closely, and to be fast with. */
const FEW = 200;
const MANY = 20_000;
const RUNS = 3;

const [{ primaryBucketName: PRIMARY, domainName: SECONDARY } = { primaryBucketName: '', domainName: '' }] =
  resolveSites([SITE]);

let engine: Engine;
let buckets: Buckets;
let python: string;

beforeAll(async () => {
  fs.mkdirSync(DIRECTORY, { recursive: true });
  python = await virtualEnvironment(await findPython());
  engine = await Engine.start(DIRECTORY);
  buckets = new Buckets(engine.endpoint);
});

afterAll(async () => {
  buckets?.close();
  await engine?.stop();
});

test('without its buckets a site cannot be compared, and is to be deployed first', async () => {
  const { status, stdout, stderr } = await parity(DIRECTORY, engine.endpoint);
  expect(stderr).toMatch(/must be there, got: no such bucket; deploy the site first \(npm run deploy\)/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('buckets that hold the same are found to', async () => {
  await buckets.create(PRIMARY, 'us-east-2');
  await buckets.create(SECONDARY, 'us-west-2');
  await fill(0, FEW);
  const outcome = await parity(DIRECTORY, engine.endpoint, '--json');
  expect(reportOf(outcome)).toMatchObject({ same: true, equal: FEW });
  expect(outcome.status).toBe(0);
});

test('what is missing, stale or extra is told from what is equal, and other headers when they are asked for', async () => {
  await buckets.put(PRIMARY, 'pages/new.html', 'only here\n');
  await buckets.put(PRIMARY, keyOf(17), 'another page\n');
  await buckets.put(SECONDARY, 'pages/old page.html', 'only there\n');
  await buckets.put(PRIMARY, keyOf(18), 'page 18\n', { 'cache-control': 'no-cache' });
  const outcome = await parity(DIRECTORY, engine.endpoint, '--json', '--headers', 'all');
  const report = reportOf(outcome);
  const keys = ({ examples }: { examples: readonly { key: string }[] }) => examples.map(({ key }) => key);
  expect([report.missing, report.stale, report.extra].map(keys)).toEqual([
    ['pages/new.html'],
    [keyOf(17)],
    ['pages/old page.html'],
  ]);
  expect(report).toMatchObject({ same: false, equal: FEW - 1, atRisk: { objects: 2 } });
  expect(report.headers).toEqual({
    asked: 'all',
    compared: FEW - 1,
    differing: 1,
    examples: [{ key: keyOf(18), headers: [{ name: 'cache-control', primary: 'no-cache' }] }],
  });
  expect(outcome.status).toBe(1);
});

test('of 20,000 objects a side it finds the same as aws s3 sync --dryrun, at least as fast', async () => {
  await fill(FEW, MANY);
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let run = 0; run < RUNS; run++) {
    const ours = await parity(DIRECTORY, engine.endpoint);
    const theirs = await sync();
    times.ours.push(ours.seconds);
    times.theirs.push(theirs.seconds);
    expect(ours.stdout).toMatch(/^equal +19,999$/m);
    expect(ours.stdout).toMatch(/^missing +1 /m);
    expect(ours.stdout).toMatch(/^stale +1 /m);
    expect(ours.stdout).toMatch(/^extra +1 /m);
    const found = theirs.stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/^.*(copy|delete): s3:\/\/[^/]+\/(.+?)( to .*)?$/, '$1 $2'));
    expect(found).toEqual(
      expect.arrayContaining(['copy pages/new.html', `copy ${keyOf(17)}`, 'delete pages/old page.html']),
    );
  }
  const [ours, theirs] = [median(times.ours), median(times.theirs)];
  console.log(
    `parity ${ours.toFixed(2)} s, aws s3 sync --dryrun ${theirs.toFixed(2)} s: medians of ${RUNS} in turn, ` +
      `${MANY.toLocaleString('en')} objects a side, whole processes`,
  );
  expect(ours).toBeLessThanOrEqual(theirs);
});

/** What another tool makes of the same two buckets; with `--delete`, or it would not look for what is extra. */
async function sync() {
  const options = ['--dryrun', '--delete', '--source-region', 'us-east-2', '--region', 'us-west-2'];
  const command = ['-m', 'awscli', 's3', 'sync', `s3://${PRIMARY}`, `s3://${SECONDARY}`, ...options];
  const outcome = await timed(python, command, engineEnvironment(engine.endpoint));
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  return outcome;
}

/** The same objects in both buckets, the primary's written first. */
async function fill(from: number, until: number): Promise<void> {
  const indices = Array.from({ length: until - from }, (_, index) => from + index);
  const objects = new Map(indices.map((index) => [keyOf(index), `page ${index}\n`]));
  await buckets.fill(PRIMARY, objects);
  await buckets.fill(SECONDARY, objects);
}

function keyOf(index: number): string {
  return `pages/${String(index % 100).padStart(2, '0')}/${String(index).padStart(5, '0')}.html`;
}

function median(samples: readonly number[]): number {
  return [...samples].sort((one, other) => one - other)[samples.length >> 1] ?? NaN;
}
