import { spawn } from 'node:child_process';
import * as path from 'node:path';
import type { ParityReport } from '../../lib/operate/parity/report';
import { environmentFor, PRIMARY, SECONDARY } from '../operate/parity/compare';
import { readResults } from '../../lib/report/results/read';
import { contentDirectory } from '../helpers';
import type { Stored } from '../operate/parity/listing-page';
import { ListingServer, type ListingOptions } from '../operate/parity/listing-server';

const ROOT = path.join(__dirname, '../..');
const ROLE = 'arn:aws:iam::123456789012:role/failover-parity-repair';

const results = contentDirectory({});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const servers: ListingServer[] = [];

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

async function serve(primary: Stored[], secondary: Stored[], options?: ListingOptions): Promise<ListingServer> {
  const server = await ListingServer.start({ [PRIMARY]: [...primary], [SECONDARY]: [...secondary] }, options);
  servers.push(server);
  return server;
}

function parity(args: string, env: Record<string, string>, interrupted?: Promise<unknown>): Promise<Run> {
  const command = `exec "${process.execPath}" -r ./bin/typescript.js bin/failover.ts parity --results ${results} ${args}`;
  return run(command, env, interrupted);
}

/** Of a shell, without a terminal. */
function run(command: string, env: Record<string, string>, interrupted?: Promise<unknown>): Promise<Run> {
  const child = spawn('bash', ['-o', 'pipefail', '-c', command], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += String(text)));
  child.stderr.on('data', (text) => (output.stderr += String(text)));
  void interrupted?.then(() => child.kill('SIGINT'));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...output })));
}

const SAME = [{ key: 'index.html', size: 1234 }, { key: 'pages/größe.html' }];
const PRIMARY_HAS: Stored[] = [
  ...SAME,
  { key: `${'long/'.repeat(40)}missing.html`, size: 5_000_000, headers: { 'x-amz-replication-status': 'FAILED' } },
  { key: 'stale\u001b[31m\n.html', size: 7 },
  { key: 'headers.html', headers: { 'cache-control': 'max-age=60' } },
];
const SECONDARY_HAS: Stored[] = [
  ...SAME,
  { key: 'extra.html' },
  { key: 'headers.html' },
  { key: 'stale\u001b[31m\n.html' },
];

/** Said at once where nobody watches a line that moves. */
const BEGUN = 'comparing the buckets of example.com\n';

test('buckets that hold the same are status 0', async () => {
  const { url } = await serve(SAME, SAME);
  const { status, stdout, stderr } = await parity('', environmentFor(url));
  expect(stdout).toMatch(/^example\.com at 20.*Z: the secondary is as good as the\s+primary\n/);
  expect(stdout).toMatch(/^equal +2$/m);
  expect({ status, stderr }).toEqual({ status: 0, stderr: BEGUN });
});

test('what differs is status 1 and told in lines of 80 columns, and nothing in them commands a terminal', async () => {
  const { url } = await serve(PRIMARY_HAS, SECONDARY_HAS);
  const { status, stdout, stderr } = await parity('--headers all', environmentFor(url));
  expect({ status, stderr }).toEqual({ status: 1, stderr: BEGUN });
  expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  expect(stdout).toMatch(/^missing +1 +5\.0 MB {3}only in the primary$/m);
  expect(stdout).toMatch(/^stale +1 +7 B {3}on both sides, not the same$/m);
  expect(stdout).toMatch(/^extra +1 +0 B {3}only in the secondary$/m);
  expect(stdout).toMatch(/^headers +1 {16}differ of all that are equal$/m);
  expect(stdout).toMatch(/what you would lose with the primary now: 2 objects, 5\.0 MB; the oldest was\s+written/);
  expect(stdout).toMatch(/^ {2}FAILED {4}.*….*\/missing\.html$/m);
  expect(stdout).toContain('stale\\u001b[31m\\n.html');
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toMatch(/cache-control\n +primary +max-age=60\n +secondary +\(none\)/);
  expect(stdout).toMatch(/npm\s+run parity -- --repair/);
});

test('--json gives the same for machines', async () => {
  const { url } = await serve(PRIMARY_HAS, SECONDARY_HAS);
  const { status, stdout, stderr } = await parity('--json --headers', environmentFor(url));
  expect(JSON.parse(stdout) as ParityReport).toMatchObject({
    version: 1,
    site: 'example.com',
    same: false,
    equal: 3,
    missing: { objects: 1, statuses: { FAILED: 1 } },
    stale: { objects: 1, statuses: { NONE: 1 } },
    extra: { objects: 1, statuses: { GONE: 1 } },
    headers: { asked: 100, compared: 3, differing: 1 },
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: BEGUN });
  // for the report
  expect(readResults(results, 'example.com').parity.finished?.result).toEqual(JSON.parse(stdout));
});

test('a reader that has read enough is no error', async () => {
  const many = Array.from({ length: 400 }, (_, index) => ({ key: `${index}${'x'.repeat(300)}` }));
  const { url } = await serve(many, []);
  const command = `"${process.execPath}" -r ./bin/typescript.js bin/failover.ts parity --results ${results} --json | head -1`;
  expect(await run(command, environmentFor(url))).toEqual({ status: 1, stdout: '{\n', stderr: BEGUN });
});

test('Ctrl-C ends it with status 130', async () => {
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const mishap = () => {
    asked();
    return new Promise<undefined>(() => undefined);
  };
  const { url } = await serve(SAME, SAME, { mishap });
  expect(await parity('', environmentFor(url), isAsked)).toEqual({
    status: 130,
    stdout: '',
    stderr: `${BEGUN}interrupted\n`,
  });
  expect(readResults(results, 'example.com').parity.unfinished).toMatchObject({ ended: 'interrupted' });
});

test('a repair with nothing to repair starts none, and says why', async () => {
  const { url } = await serve(SAME, SAME);
  const { status, stderr } = await parity(`--repair --yes --role ${ROLE}`, environmentFor(url));
  expect(stderr).toBe(`${BEGUN}no repair was started: nothing is missing or stale: there is nothing to repair\n`);
  expect(status).toBe(0);
});

describe('before anything is asked of S3, with status 2 and in a few lines', () => {
  test.each<[string, string, RegExp]>([
    [
      'a repair without a role says how to make one',
      '--repair --yes',
      /--role must be the ARN of a role for S3 Batch Operations, got: none; these make one:\naws iam create-role .*\naws iam put-role-policy .*\nnpm run parity -- --repair --site example\.com --role arn:aws:iam::123456789012:role\/failover-parity-repair\n$/,
    ],
    [
      'a repair that nobody consents to is refused',
      `--repair --role ${ROLE}`,
      /somebody must be there to consent to a repair: run it on a terminal, or give --yes\n$/,
    ],
    ['headers are all or a number', '--headers nonsense', /must be all, or a whole number from 1 to 10000\n$/],
    ['no headers are not asked for', '--headers 0', /must be all, or a whole number from 1 to 10000\n$/],
    [
      'a site has to be there',
      '--site example.net',
      /--site must be one of bin\/sites\.ts \(example\.com\), got: example\.net\n$/,
    ],
  ])('%s', async (_, args, why) => {
    const server = await serve(SAME, SAME);
    const { status, stdout, stderr } = await parity(args, environmentFor(server.url));
    expect(stderr).toMatch(why);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ status, stdout, asked: server.asked }).toEqual({ status: 2, stdout: '', asked: [] });
  });
});

test('without credentials it is status 2 and says what to do', async () => {
  const server = await serve(SAME, SAME);
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...others } = environmentFor(server.url);
  expect(AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY).toBeTruthy();
  const { status, stdout, stderr } = await parity('', others);
  expect(stderr).toMatch(/AWS needs credentials: sign in \(aws sso login, or aws configure\)/);
  expect(stderr).not.toMatch(/^ +at /m);
  expect({ status, stdout, asked: server.asked }).toEqual({ status: 2, stdout: '', asked: [] });
});
