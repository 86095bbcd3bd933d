import * as fs from 'node:fs';
import * as path from 'node:path';
import { contentDirectory } from '../helpers';
import { ROOT } from './paths';
import { run } from './processes';
import { findPython, virtualEnvironment } from './python';

/** What is in `.github`: the workflows, and what dependabot is told. */
const GITHUB = path.join(ROOT, '.github');

interface Finding {
  readonly ident: string;
}

/** What zizmor, which looks for what an attacker could use, says of a directory like `.github`. */
async function findingsOf(directory: string): Promise<string[]> {
  const python = await virtualEnvironment(await findPython());
  const { output } = await run(
    path.join(path.dirname(python), 'zizmor'),
    ['--offline', '--quiet', '--format', 'json', directory],
    {
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
    },
  );
  const findings = JSON.parse(output) as Finding[];
  return findings.map(({ ident }) => ident);
}

test('zizmor has nothing against the workflows', async () => {
  expect(await findingsOf(GITHUB)).toEqual([]);
});

test.each([
  ['an action that is not pinned', 'ci.yml', /(actions\/checkout)@\w{40} # v7\.0\.0/, '$1@v7', 'unpinned-uses'],
  ['credentials that stay', 'ci.yml', / with:\n +persist-credentials: false\n/, '\n', 'artipacked'],
  [
    'a title in a script',
    'diff.yml',
    'npm ci && npx cdk synth --quiet',
    'echo "${{ github.event.pull_request.title }}"',
    'template-injection',
  ],
])('it would have: %s', async (_, file, right, wrong, ident) => {
  const directory = path.join(contentDirectory({}), '.github');
  fs.cpSync(GITHUB, directory, { recursive: true });
  const broken = path.join(directory, 'workflows', file);
  fs.writeFileSync(broken, fs.readFileSync(broken, 'utf8').replace(right, wrong));
  expect(await findingsOf(directory)).toContain(ident);
});
