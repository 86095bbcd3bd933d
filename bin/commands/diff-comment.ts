import * as fs from 'node:fs';
import type { Command } from 'commander';
import { progress } from './output';

interface DiffCommentOptions {
  readonly base?: string;
  readonly deployed?: true;
  readonly because?: string;
  readonly run?: string;
  readonly output?: string;
  readonly full?: string;
  readonly profile?: string;
}

export function addDiffComment(program: Command): void {
  program
    .command('diff-comment')
    .description('writes the comment on a pull request: what a deployment of a synthesized app would change')
    .argument('[assembly]', 'directory that cdk synth wrote; read as data, whoever wrote it', 'cdk.out')
    .option('--deployed', 'compares with the deployed stacks')
    .option('--base <assembly>', 'compares with another assembly; with --deployed, only says which stacks are gone')
    .option('--because <text>', 'why it is not compared with the deployed stacks')
    .option('--run <url>', 'where all of it can be read, when the comment has to be cut')
    .option('--output <file>', 'writes the comment there, not to standard output')
    .option('--full <file>', 'also writes all of it, uncut')
    .option('--profile <name>', 'profile of the AWS configuration files')
    .addHelpText('after', '\nExit status: 0 it was written, whatever it says; 2 it could not be.')
    .action(run);
}

async function run(assembly: string, options: DiffCommentOptions): Promise<void> {
  if (options.base === undefined && !options.deployed) {
    throw new Error('--deployed or --base <assembly> must say what the app is compared with');
  }
  const [{ comparisonsOf }, { commentOf, LONGEST_COMMENT }] = await Promise.all([
    import('../../lib/pull-request/comparisons.ts'),
    import('../../lib/pull-request/comment.ts'),
  ]);
  const comparisons = await comparisonsOf(assembly, options);
  const settings = { ...options, against: options.deployed ? 'deployed' : 'base' } as const;
  const comment = commentOf(comparisons, { ...settings, longest: LONGEST_COMMENT });
  if (options.full !== undefined) {
    write('--full', options.full, commentOf(comparisons, settings));
  }
  if (options.output === undefined) {
    process.stdout.write(comment);
  } else {
    write('--output', options.output, comment);
    progress(`the comment is in ${options.output}`);
  }
}

function write(option: string, file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw new Error(`${option} must be a file that can be written, got: ${file}`, { cause: error });
  }
}
