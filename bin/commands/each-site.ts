import { spawn } from 'node:child_process';
import * as os from 'node:os';
import { Argument, type Command } from 'commander';
import { interruption } from './interruption';
import { withResults, type ResultsOptions } from './keeping';
import { allSites, withSites, type SitesOptions } from './site-options';
import { Status } from './status';

interface EachSiteOptions extends SitesOptions, ResultsOptions {
  readonly profile?: string;
}

/** What can be asked of every site in turn: changes nothing, and asks nobody. */
const COMMANDS = ['doctor', 'parity'] as const;

export function addEachSite(program: Command): void {
  withResults(withSites(program.command('each-site')))
    .description('runs doctor or parity for one site after the other, whatever it says of the one before')
    .addArgument(new Argument('<command>').choices(COMMANDS))
    .option('--profile <name>', 'profile of the AWS configuration files')
    .addHelpText('after', '\nExit status: the worst of any site; an interruption ends it.')
    .action(run);
}

async function run(command: string, options: EachSiteOptions): Promise<void> {
  const interrupted = interruption();
  const statuses: number[] = [];
  for (const { domainName } of allSites(options)) {
    console.log(`${statuses.length > 0 ? '\n' : ''}== ${domainName}`);
    const { sites, results, profile } = options;
    const common = ['--sites', sites, '--results', results, ...(profile === undefined ? [] : ['--profile', profile])];
    const args = [command, '--site', domainName, ...common];
    statuses.push(await statusOf(args, interrupted.signal));
    if (interrupted.status !== undefined) {
      process.exitCode = interrupted.status;
      return;
    }
  }
  process.exitCode = Math.max(Status.Fine, ...statuses);
}

/** Runs one of our own commands as a process of its own, and passes an interruption on to it. */
async function statusOf(args: readonly string[], interrupted: AbortSignal): Promise<number> {
  const [, program = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], { stdio: 'inherit' });
  const end = () => child.kill('SIGTERM');
  interrupted.addEventListener('abort', end);
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(status ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
  }).finally(() => interrupted.removeEventListener('abort', end));
}
