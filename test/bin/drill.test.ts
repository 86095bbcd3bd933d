import { Command } from 'commander';
import * as path from 'node:path';
import { addDrill } from '../../bin/commands/drill';
import { contentDirectory, EXAMPLE } from '../helpers';

/** What is said against these arguments before anything is looked at. */
async function refusal(...args: string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addDrill(program, () => Promise.reject(new Error('it goes on')));
  const directory = contentDirectory({ 'sites.json': JSON.stringify([EXAMPLE]) });
  const sites = ['--sites', path.join(directory, 'sites.json')];
  return program.parseAsync(['drill', ...sites, ...args], { from: 'user' }).then(() => '', String);
}

test.each([
  [['--restore', '--preflight'], "option '--restore' cannot be used with option '--preflight'"],
  [['--restore', '--hold', '5m'], "option '--restore' cannot be used with option '--hold <duration>'"],
  [['--restore', '--objective', '5m'], "option '--restore' cannot be used with option '--objective <duration>'"],
  [['--health-check', 'abc'], '--health-check must come with --restore'],
  [['--even-without-intent', '--yes'], '--even-without-intent must come with --restore'],
])('%j is refused: who asks for one of them does not get the other', async (args, says) => {
  expect(await refusal(...args)).toContain(says);
});

test.each([[['--yes', '--hold', '5m']], [['--preflight', '--yes']], [['--restore', '--yes', '--health-check', 'abc']]])(
  '%j is not',
  async (args) => {
    expect(await refusal(...args)).toBe('Error: it goes on');
  },
);
