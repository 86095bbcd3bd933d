import 'source-map-support/register';
import { Command } from 'commander';
import { operatorMessage } from '../lib/operate/aws-error';
import { addCheck } from './commands/check';
import { addDiffComment } from './commands/diff-comment';
import { addDoctor } from './commands/doctor';
import { addDrill } from './commands/drill';
import { addEachSite } from './commands/each-site';
import { addExplain } from './commands/explain';
import { addHealthCheckers } from './commands/health-checkers';
import { outliveReaders } from './commands/output';
import { addParity } from './commands/parity';
import { addPullRequestNumber } from './commands/pull-request-number';
import { addRehearse } from './commands/rehearse';
import { addReport } from './commands/report';
import { addRules } from './commands/rules';
import { Status } from './commands/status';
import { addSwitch } from './commands/switch';

// of the SDK, about versions of Node.js that it will support another day: read when a command loads it
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

outliveReaders();

// commands take the exit status over from the program, so it comes first
const program = new Command('failover')
  .description('operates a website that fails over')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? Status.Fine : Status.CouldNotRun));
addRehearse(program);
addCheck(program);
addDoctor(program);
addRules(program);
addExplain(program);
addHealthCheckers(program);
addDrill(program);
addParity(program);
addSwitch(program);
addReport(program);
addDiffComment(program);
addPullRequestNumber(program);
addEachSite(program);

program.parseAsync().catch((error: unknown) => {
  console.error(operatorMessage(error));
  process.exitCode = Status.CouldNotRun;
});
