import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { commandsOf } from './documented-commands';
import { DOCUMENTS, ROOT, textOf } from './documents';

/** Runs a command of a document as it stands there. */
function run(command: string) {
  const [program = '', ...args] = command.split(' ');
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  return { stdout, stderr, status };
}

const documented = new Set(
  DOCUMENTS.flatMap((file) => commandsOf(file, textOf(file), ['npm'])).map(({ words }) => words.join(' ')),
);

/** Those that need nothing but the checkout. Syntheses, checks and rehearsals take longer, and have tests of their own. */
const OFFLINE = [...documented].filter((command) => /^npm run (-s )?(explain\b|doctor -- --policy\b)/.test(command));

test.each(OFFLINE)('%s runs', (command) => {
  expect(run(command)).toEqual({ stdout: expect.stringMatching(/\S/) as string, stderr: '', status: 0 });
});

test('npm run -s failover -- rules prints the page of the rules', () => {
  const { stdout, status } = run('npm run -s failover -- rules');
  expect({ stdout, status }).toEqual({ stdout: fs.readFileSync(path.join(ROOT, 'docs/rules.md'), 'utf8'), status: 0 });
});
