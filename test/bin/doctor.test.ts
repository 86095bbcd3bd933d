import { once } from 'node:events';
import * as fs from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import * as path from 'node:path';
import type { PolicyDocument } from '../../lib/operate/doctor/policy';
import type { DoctorReport } from '../../lib/operate/doctor/report/json';
import { readResults } from '../../lib/report/results/read';
import { contentDirectory } from '../helpers';
import { webServer } from '../operate/loopback';
import { bareMachine, startFailover, type Run } from './failover-process';

/** Of a managed policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_POLICY = 6144;

const CALLER_IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::999999999999:user/ops</Arn><UserId>AIDAEXAMPLE</UserId><Account>999999999999</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;

const OURS = CALLER_IDENTITY.replaceAll('999999999999', '123456789012');

const DEPLOYED = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
  <DescribeStacksResult><Stacks><member>
    <StackName>site-example-com-Website</StackName><StackStatus>UPDATE_COMPLETE</StackStatus>
    <CreationTime>2026-11-01T00:00:00Z</CreationTime>
  </member></Stacks></DescribeStacksResult>
</DescribeStacksResponse>`;

const results = contentDirectory({});

const start = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
  startFailover(['doctor', '--results', results, ...args], env);

const servers: Server[] = [];

/** A machine with credentials, whose AWS is this. */
async function machineWith(aws: RequestListener) {
  const { server, port } = await webServer(aws);
  servers.push(server);
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
  const machine = { ...bareMachine(), AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
  return { machine, server };
}

afterAll(() => {
  servers.forEach((server) => server.close().closeAllConnections());
});

test('without credentials it is status 2, and one line says what to do', async () => {
  const { status, stdout, stderr } = await start([]).ended;
  expect(stderr.trimEnd().split('\n')).toEqual([
    'asking AWS and public DNS about example.com in 123456789012',
    expect.stringMatching(/^AWS needs credentials: sign in .* and name the profile by --profile or AWS_PROFILE \(/),
  ]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(readResults(results, 'example.com').doctor.unfinished).toMatchObject({
    ended: 'failed',
    error: expect.stringMatching(/^AWS needs credentials/) as string,
  });
});

test('--policy prints a policy that IAM has room for, without credentials', async () => {
  const { status, stdout, stderr } = await start(['--policy']).ended;
  const policy = JSON.parse(stdout) as PolicyDocument;
  expect(policy.Version).toBe('2012-10-17');
  expect(policy.Statement.flatMap(({ Action }) => Action)).toContain('route53:GetHostedZone');
  expect(stdout.length).toBeLessThan(LONGEST_POLICY);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a site that is not there is status 2 and said in a line', async () => {
  const { status, stdout, stderr } = await start(['--site', 'example.net']).ended;
  expect(stderr).toBe('--site must be one of bin/sites.ts (example.com), got: example.net\n');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

describe('with credentials of another account', () => {
  let text: Run;
  let json: Run;
  const asked: string[] = [];

  beforeAll(async () => {
    const { machine } = await machineWith((request, response) => {
      request.setEncoding('utf8');
      request.on('data', (body: string) => asked.push(body.split('&')[0] ?? ''));
      request.on('end', () => response.setHeader('content-type', 'text/xml').end(CALLER_IDENTITY));
    });
    [text, json] = await Promise.all([start([], machine).ended, start(['--json'], machine).ended]);
  });

  test('it is status 1, and says whose they are', () => {
    expect(text.stdout).toMatch(/^error {2}the credentials are of account 999999999999/);
    expect(text.stdout).toMatch(/^ {2}fix {4}sign in to 123456789012/m);
    expect(text.stdout).toMatch(/^ {2}check {2}account$/m);
    expect(text.status).toBe(1);
  });

  test('it asks AWS nothing else', () => {
    expect(asked).toEqual(['Action=GetCallerIdentity', 'Action=GetCallerIdentity']);
  });

  test('no line is wider than a terminal, but for an address', () => {
    const lines = text.stdout.split('\n').filter((line) => !line.startsWith('  page   https://'));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('--json says the same for machines', () => {
    const report = JSON.parse(json.stdout) as DoctorReport;
    expect(report).toMatchObject({ version: 1, site: 'example.com', account: '123456789012', errors: 1, warnings: 0 });
    expect(report.checks[0]).toMatchObject({ id: 'account', outcome: 'failed', findings: [{ severity: 'error' }] });
    expect(report.checks.find(({ id }) => id === 'health-checkers')).toMatchObject({
      outcome: 'not asked',
      why: expect.stringContaining('ECONNREFUSED') as string,
    });
    expect(json.status).toBe(1);
  });

  test('it is kept for the report', () => {
    expect(readResults(results, 'example.com').doctor.finished?.result).toEqual(JSON.parse(json.stdout));
  });

  test('where nothing can be kept, that is told, and the rest is the same', async () => {
    const { machine } = await machineWith((_, response) => {
      response.setHeader('content-type', 'text/xml').end(CALLER_IDENTITY);
    });
    const { status, stdout, stderr } = await start(['--json', '--results', 'package.json'], machine).ended;
    expect(JSON.parse(stdout)).toMatchObject({ site: 'example.com', errors: 1 });
    expect(stderr).toMatch(/^what was found could not be kept for the report: E\w+: .*package\.json/m);
    expect(status).toBe(1);
  });
});

test('Ctrl-C ends it while AWS does not answer, and leaves nothing behind', async () => {
  const { machine, server } = await machineWith(() => undefined);
  const { child, ended } = start([], machine);
  await once(server, 'request');
  const left = () => fs.readdirSync(machine.TMPDIR);
  expect(left()).toEqual([expect.stringMatching(/^doctor-/)]);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ status: 130, stdout: '' });
  expect(left()).toEqual([]);
  expect(readResults(results, 'example.com').doctor.unfinished).toMatchObject({
    ended: 'interrupted',
    error: 'interrupted by SIGINT',
  });
});

test('Ctrl-C ends the synthesis of the app too, however busy that is, and leaves nothing behind', async () => {
  const { machine } = await machineWith((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      response.setHeader('content-type', 'text/xml').end(body.includes('GetCallerIdentity') ? OURS : DEPLOYED);
    });
  });
  const directory = contentDirectory({ 'busy.js': BUSY });
  const env = {
    ...machine,
    NODE_OPTIONS: `--require ${path.join(directory, 'busy.js')}`,
    BUSY: path.join(directory, 'pid'),
  };
  const { child, ended } = start([], env);
  const app = await contentOf(env.BUSY);
  try {
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130, stdout: '' });
    expect(() => process.kill(app, 0)).toThrow('ESRCH');
    expect(fs.readdirSync(machine.TMPDIR)).toEqual([]);
  } finally {
    child.kill('SIGKILL');
    killIfAny(app);
  }
});

/** An app that says that it runs, goes on writing, and heeds no signal that it can. */
const BUSY = `if (process.env.CDK_OUTDIR) {
  const end = Date.now() + 20_000;
  const fs = require('node:fs');
  process.on('SIGTERM', () => undefined);
  fs.writeFileSync(process.env.BUSY + '.new', String(process.pid));
  fs.renameSync(process.env.BUSY + '.new', process.env.BUSY);
  while (Date.now() < end) {
    fs.mkdirSync(process.env.CDK_OUTDIR, { recursive: true });
    fs.writeFileSync(process.env.CDK_OUTDIR + '/written', '');
  }
}
`;

async function contentOf(file: string): Promise<number> {
  while (!fs.existsSync(file)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Number(fs.readFileSync(file, 'utf8'));
}

function killIfAny(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it is gone, as it should be
  }
}
