import 'source-map-support/register';
import { Command } from 'commander';
import { errorMessage } from '../lib/rules/error-message';
import { addCheck } from './commands/check';
import { addHealthCheckers } from './commands/health-checkers';
import { Status } from './commands/status';

// whoever reads our output may have read enough of it: `| head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

const program = new Command('failover').description('operates a website that fails over');
addCheck(program);
addHealthCheckers(program);

program
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? Status.Fine : Status.CouldNotRun))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(errorMessage(error));
    process.exitCode = Status.CouldNotRun;
  });
