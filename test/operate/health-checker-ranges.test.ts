import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { contentDirectory } from '../helpers';
import ours from '../../lib/constructs/health-checker-ranges.json';

const ROOT = path.join(__dirname, '../..');

let server: Server;
let answer: { status: number; body: string };

beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

/** AWS's file with these ranges of health checkers among others. */
function published(ranges: string[]): { status: number; body: string } {
  const checkers = ranges.map((ip_prefix) => ({ ip_prefix, region: 'GLOBAL', service: 'ROUTE53_HEALTHCHECKS' }));
  const others = [
    { ip_prefix: '203.0.113.0/24', region: 'us-east-1', service: 'EC2' },
    { ip_prefix: '198.51.100.0/24', region: 'cn-north-1', service: 'ROUTE53_HEALTHCHECKS' },
    { ip_prefix: '192.0.2.0/24', region: 'us-gov-west-1', service: 'ROUTE53_HEALTHCHECKS' },
  ];
  return {
    status: 200,
    body: JSON.stringify({ createDate: '2026-11-01-10-20-30', prefixes: [...checkers, ...others] }),
  };
}

async function healthCheckers(...options: string[]) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ip-ranges.json`;
  const child = spawn(
    process.execPath,
    ['-r', './bin/typescript.js', 'bin/failover.ts', 'health-checkers', '--url', url, ...options],
    { cwd: ROOT },
  );
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}

test('the same ranges, in whatever order and beside those of other partitions, are fine', async () => {
  answer = published([...ours.ranges].reverse());
  expect(await healthCheckers()).toEqual({
    status: 0,
    output: `the ${ours.ranges.length} ranges of ${ours.date} are those of 2026-11-01\n`,
  });
});

test('another list is shown and is status 1', async () => {
  answer = published(['203.0.113.64/26', ...ours.ranges.slice(1)]);
  expect(await healthCheckers()).toEqual({
    status: 1,
    output:
      `+ 203.0.113.64/26\n- ${ours.ranges[0]}\n` +
      'the ranges differ; take the published ones over with --write, then deploy\n',
  });
});

/** A copy of ours, to be written to. */
function copyOfOurs(): string {
  return path.join(contentDirectory({ 'ranges.json': JSON.stringify(ours) }), 'ranges.json');
}

const HALF = ours.ranges.length / 2;

test('another list is taken over with --write, with its date, and then is the same', async () => {
  const file = copyOfOurs();
  const ranges = ['203.0.113.64/26', ...ours.ranges.slice(HALF)];
  answer = published(ranges);
  expect(await healthCheckers('--file', file, '--write')).toMatchObject({ status: 0 });
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ source: ours.source, date: '2026-11-01', ranges });
  expect(fs.readdirSync(path.dirname(file))).toEqual(['ranges.json']);
  expect(await healthCheckers('--file', file)).toMatchObject({ status: 0 });
});

test('a list without more than half of ours is not taken over', async () => {
  const file = copyOfOurs();
  answer = published(['203.0.113.64/26', ...ours.ranges.slice(HALF + 1)]);
  const { status, output } = await healthCheckers('--file', file, '--write');
  expect(output).toContain(
    `the published ranges must keep at least half of ours, got: ${HALF + 1} of ${ours.ranges.length} gone; ` +
      'nothing was written: if AWS really announced that, change the file by hand\n',
  );
  expect(status).toBe(2);
  expect(fs.readFileSync(file, 'utf8')).toBe(JSON.stringify(ours));
});

test('the same list leaves the file as it is, its date too', async () => {
  const file = copyOfOurs();
  answer = published([...ours.ranges]);
  expect(await healthCheckers('--file', file, '--write')).toMatchObject({ status: 0 });
  expect(fs.readFileSync(file, 'utf8')).toBe(JSON.stringify(ours));
});

test.each([
  ['a server that fails', { status: 503, body: '' }, /must be readable, got: status 503/],
  ['an answer that is not JSON', { status: 200, body: '<html>' }, /must be readable, got: .*JSON/],
  ['a list without health checkers', published([]), /must hold ranges of ROUTE53_HEALTHCHECKS, got: none/],
  ['another shape', { status: 200, body: '{}' }, /must be AWS's list of address ranges, got: createDate/],
])('%s is status 2 and said in a line', async (_what, given, message) => {
  answer = given;
  const { status, output } = await healthCheckers();
  expect(output).toMatch(message);
  expect(output.trimEnd().split('\n')).toHaveLength(1);
  expect(status).toBe(2);
});
