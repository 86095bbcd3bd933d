import { execFile, execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import ours from '../../lib/constructs/health-checker-ranges.json';
import { contentDirectory } from '../helpers';

const ROOT = path.join(__dirname, '../..');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: { readonly 'add-paths'?: string; readonly 'body-path'?: string };
}

const { jobs } = parse(fs.readFileSync(path.join(ROOT, '.github/workflows/watch.yml'), 'utf8')) as {
  jobs: { 'health-checkers': { steps: Step[] } };
};
const { steps } = jobs['health-checkers'];
const pullRequest = steps.find(({ uses }) => uses?.startsWith('peter-evans/create-pull-request@'))?.with ?? {};

/** The files of this checkout, elsewhere, as the workflow has them. */
function checkout(): string {
  const directory = contentDirectory({});
  const git = (...args: string[]) => execFileSync('git', args, { cwd: directory, encoding: 'utf8' });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of files
    .toString()
    .split('\0')
    .filter((one) => one !== '' && fs.existsSync(path.join(ROOT, one)))) {
    fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    fs.copyFileSync(path.join(ROOT, file), path.join(directory, file));
  }
  git('init', '--quiet');
  git('add', '.');
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(directory, 'node_modules'));
  return directory;
}

/** AWS's list, as `fetch` finds it: with another range in the place of the first of ours. */
function published(directory: string): string {
  const prefixes = ['203.0.113.64/26', ...ours.ranges.slice(1)].map((ip_prefix) => ({
    ip_prefix,
    region: 'GLOBAL',
    service: 'ROUTE53_HEALTHCHECKS',
  }));
  const list = JSON.stringify({ createDate: '2026-12-24-10-20-30', prefixes });
  const preloaded = path.join(directory, 'published.js');
  fs.writeFileSync(preloaded, `globalThis.fetch = () => Promise.resolve(new Response(${JSON.stringify(list)}));`);
  return preloaded;
}

test('other ranges become a pull request that changes the data file, and the snapshots that have it in them', async () => {
  const directory = checkout();
  const temporary = contentDirectory({});
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, RUNNER_TEMP: temporary, NODE_OPTIONS: `--require ${published(temporary)}` };
  for (const run of steps.flatMap((step) => step.run ?? []).filter((one) => one !== 'npm ci')) {
    await promisify(execFile)('bash', ['-e', '-c', run], { cwd: directory, env });
  }
  const changed = execFileSync('git', ['diff', '--name-only'], { cwd: directory, encoding: 'utf8' }).trim().split('\n');
  expect(changed).toEqual([
    'lib/constructs/health-checker-ranges.json',
    'test/__snapshots__/failover-site.test.ts.snap',
    'test/__snapshots__/https-site.test.ts.snap',
  ]);
  const added = execFileSync('git', ['ls-files', '-m', ...(pullRequest['add-paths'] ?? '').trim().split('\n')], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(added.trim().split('\n')).toEqual(changed);
  const numbers = execFileSync('git', ['diff', '--numstat'], { cwd: directory, encoding: 'utf8' });
  // the range, and the date in the data file
  expect(numbers.split('\n').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual(['2 2', '1 1', '2 2', '']);
  const body = String(pullRequest['body-path']).replace('${{ runner.temp }}', temporary);
  expect(fs.readFileSync(body, 'utf8')).toContain(`+ 203.0.113.64/26\n- ${ours.ranges[0]}\n`);
});
