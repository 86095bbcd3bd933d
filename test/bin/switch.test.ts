import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { contentDirectory, EXAMPLE } from '../helpers';
import { SwitchServer } from '../operate/switch/switch-server';

const ROOT = path.join(__dirname, '../..');

/** S3 and STS of the secondary Region: nothing else of AWS is there. */
const HOSTS = ['s3.us-west-2.amazonaws.com', 'sts.us-west-2.amazonaws.com'];

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const servers: SwitchServer[] = [];

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

async function serve(): Promise<SwitchServer> {
  const server = await SwitchServer.start();
  servers.push(server);
  return server;
}

/** @param config of AWS's tools; credentials are in the environment without it */
function failover(
  server: SwitchServer,
  args: string[],
  site: object = { secondaryEndpoint: 'https' },
  config?: string,
) {
  const directory = contentDirectory({
    'sites.json': JSON.stringify([{ ...EXAMPLE, ...site }]),
    config: config ?? '',
  });
  const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  const entry = ['-r', './bin/typescript.js', '-r', './test/bin/without-us-east-1.ts', 'bin/failover.ts'];
  const child = spawn(process.execPath, [...entry, ...args, '--sites', path.join(directory, 'sites.json')], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      ONLY_HOSTS: HOSTS.join(','),
      ONLY_PORT: String(server.port),
      AWS_CONFIG_FILE: path.join(directory, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      // as on many machines
      AWS_REGION: 'us-east-1',
      ...(config === undefined ? keys : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += String(text)));
  child.stderr.on('data', (text) => (output.stderr += String(text)));
  return new Promise<Run>((resolve) => child.on('close', (status) => resolve({ status, ...output })));
}

/** Hosts that a command asked for. */
function asked({ stderr }: Run): string[] {
  return [...new Set(stderr.split('\n').filter((line) => /^(asked|not there): /.test(line)))];
}

test('with us-east-1 unreachable the switch is engaged and released, through S3 in the secondary Region alone', async () => {
  const server = await serve();
  const engaged = await failover(server, ['engage', '--yes']);
  expect(asked(engaged)).toEqual(['asked: s3.us-west-2.amazonaws.com']);
  expect(engaged.status).toBe(0);
  expect(engaged.stdout).toMatch(
    /^the switch of example\.com is engaged \(it was released\): s3:\/\/example\.com\/failover-switch in us-west-2/,
  );
  expect(engaged.stdout).toMatch(/within 1 min 30 s/);
  expect(server.body).toContain('"kind":"operator"');
  const released = await failover(server, ['release', '--json']);
  expect(asked(released)).toEqual(['asked: s3.us-west-2.amazonaws.com']);
  expect(JSON.parse(released.stdout)).toMatchObject({
    version: 1,
    before: { engaged: true, kind: 'operator' },
    now: { engaged: false },
    movesWithinSeconds: 90,
  });
  expect([released.status, server.body]).toEqual([0, undefined]);
});

test('a role is assumed in the secondary Region too, whatever Region its profile names', async () => {
  const server = await serve();
  const config =
    '[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\nregion = us-east-1\n' +
    '[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = base\nregion = us-east-1\n';
  const run = await failover(server, ['engage', '--yes', '--profile', 'ops'], undefined, config);
  expect(asked(run)).toEqual(HOSTS.map((host) => `asked: ${host}`).reverse());
  expect(run.status).toBe(0);
});

test('engaging says before what visitors will notice', async () => {
  const { stderr } = await failover(await serve(), ['engage', '--yes']);
  expect(stderr).toMatch(/moves the visitors of example\.com to the secondary in us-west-2, for real/);
  expect(stderr).toMatch(/^HTTPS: served from us-west-2 until it is released, over IPv4 and IPv6/m);
  expect(stderr).toMatch(/^HTTP: refused until it is released/m);
});

test('with a switch in website mode it is HTTPS that is refused', async () => {
  const { status, stderr } = await failover(await serve(), ['engage', '--yes'], { manualSwitch: true });
  expect(stderr).toMatch(/^HTTPS: refused until it is released: an S3 website speaks no HTTPS/m);
  expect(status).toBe(0);
});

test('nobody is moved without consent; releasing asks nobody', async () => {
  const server = await serve();
  const { status, stderr } = await failover(server, ['engage']);
  expect(stderr).toBe('somebody must be there to consent to that: run it on a terminal, or give --yes\n');
  expect(status).toBe(2);
  expect(server.asked).toEqual([]);
  expect(await failover(server, ['release'])).toMatchObject({ status: 0 });
});

test.each([
  [
    ['engage', '--yes'],
    {},
    'manualSwitch of example.com must be true in bin/sites.ts, and be deployed, for there to be',
  ],
  [['release'], {}, 'manualSwitch of example.com must be true in bin/sites.ts, and be deployed, for there to be'],
  [['engage', '--yes'], { manualSwitch: 'retired' }, 'for the records to follow the switch, got: retired'],
])('%j on %j is refused: no switch moves anybody', async (args, site, says) => {
  const server = await serve();
  const { status, stderr } = await failover(server, args, site);
  expect(stderr).toContain(says);
  expect([status, server.asked]).toEqual([2, []]);
});

test('a switch that is retired can still be released', async () => {
  expect(await failover(await serve(), ['release'], { manualSwitch: 'retired' })).toMatchObject({ status: 0 });
});
