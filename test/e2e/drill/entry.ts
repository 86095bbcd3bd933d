// `failover drill` in a world on this machine, whose time runs faster; killed where the test says so.
import { Command } from 'commander';
import { addDrill } from '../../../bin/commands/drill';
import { outliveReaders } from '../../../bin/commands/output';
import { Status } from '../../../bin/commands/status';
import { Clock } from '../../../lib/rehearsal/clock';
import { operatorMessage } from '../../../lib/operate/aws-error';
import { loopback } from '../../operate/loopback';

/** What a test gives it, as JSON in the variable DRILL_WORLD. */
export interface EntryWorld {
  readonly places: Record<string, number>;
  readonly authority: string;
  readonly speed: number;
  /** Step after which it is killed. */
  readonly killAfter?: string;
}

const { places, authority, speed, killAfter } = JSON.parse(process.env.DRILL_WORLD ?? '') as EntryWorld;

outliveReaders();
// a drill tries for half a day to put things back; not longer than its test
const { ppid } = process;
setInterval(() => {
  if (process.ppid !== ppid) {
    process.kill(process.pid, 'SIGKILL');
  }
}, 500).unref();
const program = new Command('failover').exitOverride(() => process.exit(Status.CouldNotRun));
addDrill(program, () =>
  Promise.resolve({
    network: loopback(places, authority),
    clock: new Clock(speed),
    onStep(step, state) {
      if (state === 'done' && step === killAfter) {
        process.kill(process.pid, 'SIGKILL');
      }
    },
  }),
);
program.parseAsync().catch((error: unknown) => {
  console.error(operatorMessage(error));
  process.exitCode = Status.CouldNotRun;
});
