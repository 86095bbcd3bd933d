import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { judge } from '../docs/programs/programs';
import { simpleCommands } from '../docs/simple-commands';
import { contentDirectory } from '../helpers';

const ROOT = path.join(__dirname, '../..');
const DIRECTORY = path.join(ROOT, '.github/workflows');
const WORKFLOWS = fs.readdirSync(DIRECTORY);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<string, { permissions?: object; environment?: string; 'timeout-minutes'?: number; steps: readonly Step[] }>
  >;
}

function text(name: string): string {
  return fs.readFileSync(path.join(DIRECTORY, name), 'utf8');
}

function jobsOf(name: string): Workflow['jobs'][string][] {
  return Object.values((parse(text(name)) as Workflow).jobs);
}

function problems(...files: string[]): unknown {
  const output = execFileSync(process.execPath, [path.join(__dirname, 'validate.mjs'), ...files], { encoding: 'utf8' });
  return JSON.parse(output);
}

test("GitHub's own checker has nothing against any workflow", () => {
  expect(problems(...WORKFLOWS.map((name) => path.join(DIRECTORY, name)))).toEqual([]);
});

test.each([
  ['a key that is none', 'timeout-minutes: 60', 'timeout-minute: 60', /^Unexpected value 'timeout-minute'$/],
  ['a context that is none', 'matrix.node }}', 'matrices.node }}', /^Unrecognized named-value: 'matrices'$/],
  ['a job that is none', '  check:\n', '  check:\n    needs: [tests]\n', /tests/],
])('it would have: %s', (_, right, wrong, message) => {
  const directory = contentDirectory({ 'ci.yml': text('ci.yml').replace(right, wrong) });
  expect(problems(path.join(directory, 'ci.yml'))).toEqual(
    expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(message) as string })]),
  );
});

test.each(WORKFLOWS)('%s gives no job more than it asks for, and ends by itself', (name) => {
  expect((parse(text(name)) as Workflow).permissions).toEqual({});
  for (const job of jobsOf(name)) {
    expect(Object.keys(job)).toEqual(expect.arrayContaining(['permissions', 'timeout-minutes']));
    expect(job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map((step) => step.with)).toEqual(
      expect.not.arrayContaining([expect.not.objectContaining({ 'persist-credentials': false })]),
    );
  }
  expect(text(name)).not.toMatch(/secrets\.|pull_request_target|AWS_SECRET_ACCESS_KEY/);
});

test.each(WORKFLOWS)('%s names each action by its commit, with the version beside it', (name) => {
  const uses = text(name).match(/uses: .*/g) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  for (const one of uses) {
    expect(one).toMatch(/^uses: [\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test.each(WORKFLOWS)('%s puts nothing that a stranger may have written into a script', (name) => {
  for (const { run = '' } of jobsOf(name).flatMap(({ steps }) => steps)) {
    expect(run).not.toContain('${{');
  }
});

/** Commands of the runner. */
const OTHERS = ['sudo', 'echo', 'head', 'cat'];

test.each(WORKFLOWS)('every command of %s is one', (name) => {
  const scripts = jobsOf(name).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const lines = scripts.flatMap((script) => script.replace(/\\\n/g, ' ').trim().split('\n'));
  const commands = lines
    // what is assigned, and what an option depends on
    .map((line) => line.replace(/^\w+="\$\((.*)\)"$/, '$1').replace(/\$\{\w+:\+([^}]*)\}/g, '$1'))
    .flatMap((line) => simpleCommands(line))
    .filter(([program = '']) => !OTHERS.includes(program));
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.flatMap((words) => judge(words))).toEqual([]);
});

test('what runs with a role, or may write, runs the code of the default branch alone', () => {
  const comment = parse(text('diff-comment.yml')) as Workflow & { on: object };
  expect(Object.keys(comment.on)).toEqual(['workflow_run']);
  const checkouts = jobsOf('diff-comment.yml')
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.map((step) => step.with)).toEqual([{ 'persist-credentials': false }]);
  for (const name of WORKFLOWS.filter((one) => text(one).includes('pull_request:'))) {
    for (const { permissions = {} } of jobsOf(name)) {
      expect(Object.keys(permissions)).not.toEqual(expect.arrayContaining(['id-token']));
      expect(Object.keys(permissions)).not.toEqual(expect.arrayContaining(['pull-requests']));
    }
  }
});

test('what deploys waits for whoever approves, and what looks has another role', () => {
  const roles = Object.fromEntries(
    WORKFLOWS.map((name) => [
      name,
      [...text(name).matchAll(/role-to-assume: \$\{\{ vars\.(\w+) \}\}/g)].map(([, role]) => role),
    ]),
  );
  expect(roles).toEqual({
    'ci.yml': [],
    'deploy.yml': ['AWS_DEPLOY_ROLE'],
    'diff.yml': [],
    'diff-comment.yml': ['AWS_READ_ROLE'],
    'watch.yml': ['AWS_WATCH_ROLE'],
  });
  const environments = WORKFLOWS.filter((name) => jobsOf(name).some(({ environment }) => environment !== undefined));
  expect(environments).toEqual(['deploy.yml']);
  expect(jobsOf('deploy.yml').map(({ environment }) => environment)).toEqual(['production']);
  expect(parse(text('deploy.yml'))).toMatchObject({ concurrency: { group: 'deploy', 'cancel-in-progress': false } });
});
