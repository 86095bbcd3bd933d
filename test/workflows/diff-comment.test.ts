import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { contentDirectory } from '../helpers';

const ROOT = path.join(__dirname, '../..');
const RECORDED = path.join(ROOT, 'test/pull-request/recorded/other-primary-bucket');

/** The scripts of the workflow, as GitHub runs them: in bash, which ends at the first command that fails. */
function script(containing: string): string {
  const text = fs.readFileSync(path.join(ROOT, '.github/workflows/diff-comment.yml'), 'utf8');
  const { jobs } = parse(text) as { jobs: { comment: { steps: { run?: string }[] } } };
  const found = jobs.comment.steps.map(({ run }) => run).find((run) => run?.includes(containing));
  if (found === undefined) {
    throw new Error(`no script has ${containing}`);
  }
  return found;
}

async function run(text: string, settings: Record<string, string>): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  await promisify(execFile)('bash', ['-e', '-c', text], { cwd: ROOT, env: { PATH, HOME, ...settings } });
}

test.each([
  ['a'.repeat(40), 'number=7\n'],
  ['b'.repeat(40), 'number=\n'],
])('the pull request is that of the commit, or none: %s', async (SHA, output) => {
  const server = createServer((_, response) => {
    response.end(JSON.stringify([{ number: 7, head: { sha: 'a'.repeat(40) } }]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const GITHUB_OUTPUT = path.join(contentDirectory({}), 'output');
  try {
    await run(script('pull-request-number'), {
      GITHUB_OUTPUT,
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: 'owner/site',
      GITHUB_TOKEN: 'token',
      HEAD: "owner:$(touch here); '",
      SHA,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
  expect(fs.readFileSync(GITHUB_OUTPUT, 'utf8')).toBe(output);
  expect(fs.existsSync(path.join(ROOT, 'here'))).toBe(false);
});

test('the comment compares both assemblies where there is no role, and says why', async () => {
  const RUNNER_TEMP = contentDirectory({});
  const ASSEMBLIES = path.join(RUNNER_TEMP, 'assemblies');
  for (const [from, to] of Object.entries({ after: 'head', before: 'base' })) {
    fs.cpSync(path.join(RECORDED, from), path.join(ASSEMBLIES, to, 'cdk.out'), { recursive: true });
  }
  const GITHUB_STEP_SUMMARY = path.join(RUNNER_TEMP, 'summary.md');
  const BECAUSE = 'this repository has no role for AWS';
  const RUN = 'https://github.com/owner/site/actions/runs/1';
  await run(script('diff-comment'), { RUNNER_TEMP, ASSEMBLIES, GITHUB_STEP_SUMMARY, BECAUSE, RUN, DEPLOYED: '' });
  const comment = fs.readFileSync(path.join(RUNNER_TEMP, 'comment.md'), 'utf8');
  expect(comment).toContain(`not with what is deployed: ${BECAUSE}.\n`);
  expect(comment).toContain('is replaced: the old one is kept, the new one is empty');
  expect(fs.readFileSync(GITHUB_STEP_SUMMARY, 'utf8')).toBe(comment);
});
