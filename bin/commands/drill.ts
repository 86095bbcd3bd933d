import * as fs from 'node:fs';
import * as os from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import type { Clock } from '../../lib/operate/clock';
import { duration } from '../../lib/operate/drill/duration';
import type { OnStep } from '../../lib/operate/drill/steps';
import type { Network } from '../../lib/operate/network';
import type { Site } from '../../lib/site-config';
import { runRestore } from './drill-restore';
import { screen } from './drill-screen';
import { interruption, type Interruption } from './interruption';
import { assertWritable, progress } from './output';
import { chosenSite, withAws, type AwsOptions } from './site-options';
import { Status } from './status';

interface DrillOptions extends AwsOptions {
  readonly yes?: true;
  readonly hold: number;
  readonly objective?: number;
  readonly picture: string;
  readonly preflight?: true;
  readonly restore?: true;
  readonly healthCheck?: string;
}

/** What a drill happens in. */
export interface World {
  readonly network: Network;
  readonly clock: Clock;
  readonly onStep?: OnStep;
}

async function realWorld(): Promise<World> {
  const [{ network }, { WALL_CLOCK }] = await Promise.all([
    import('../../lib/operate/network.ts'),
    import('../../lib/operate/clock.ts'),
  ]);
  return { network: network(), clock: WALL_CLOCK };
}

/** Longer, and credentials may have expired when they are needed. */
const LONGEST_HOLD = 12 * 3_600_000;

/** @param worldOf where it happens, in tests */
export function addDrill(program: Command, worldOf: () => Promise<World> = realWorld): void {
  withAws(program.command('drill'))
    .description('lets the deployed site fail over for real, and back, and times it')
    .option('--yes', 'asks nobody')
    .option('--hold <duration>', 'how long visitors stay at the secondary: 90, 90s, 2m', length, 0)
    .option('--objective <duration>', 'how soon every resolver has to lead to the secondary', length)
    .option('--picture <file>', 'where the timeline is drawn, as SVG', 'drill.svg')
    .option('--preflight', 'only looks whether a drill would start; changes nothing')
    .option('--restore', 'finishes a drill that was killed: puts the health check back; from any machine')
    .option('--health-check <id>', 'which one to restore, when the records do not tell')
    .addHelpText(
      'after',
      '\nExit status: 0 every promise was kept, and the objective met; 1 one was not; 2 it did not start, or could not go\n' +
        'on; 130 and the like: interrupted. However it ends, the health check is put back first.',
    )
    .action(async (options: DrillOptions) => {
      const site = chosenSite(options);
      const world = await worldOf();
      await (options.restore ? runRestore(options, site, world.clock) : runDrill(options, site, world));
    });
}

async function runDrill(options: DrillOptions, site: Site, world: World): Promise<void> {
  const [{ drill }, { Aws }, { picture }, { table }] = await Promise.all([
    import('../../lib/operate/drill/drill.ts'),
    import('../../lib/operate/aws.ts'),
    import('../../lib/timeline/picture.ts'),
    import('../../lib/timeline/table.ts'),
  ]);
  if (!options.preflight) {
    assertWritable(options.picture);
    assertSomebodyIsThere(options);
  }
  const shown = await screen();
  const interrupted = interruption((name, isFirst) => shown.tell(isFirst ? interruptionText(name) : STILL));
  try {
    const report = await drill({
      ...options,
      ...world,
      site,
      aws: new Aws(options),
      by: operator(),
      preflightOnly: options.preflight,
      signal: interrupted.signal,
      confirm: (notice) => shown.confirm(options.yes ? undefined : site.domainName, notice, interrupted.signal),
      onStep: async (...step) => {
        await shown.onStep(...step);
        await world.onStep?.(...step);
      },
      tell: (text) => shown.tell(text),
    });
    await shown.end();
    if (!report) {
      progress('a drill would start');
      return;
    }
    console.log(options.json ? JSON.stringify(report, null, 2) : table(report));
    fs.writeFileSync(options.picture, picture([report]));
    progress(`the timeline is in ${options.picture}`);
    process.exitCode = report.kept ? Status.Fine : Status.Wrong;
  } catch (error) {
    await shown.end();
    assertInterrupted(interrupted, error);
  }
}

const STILL =
  'the health check is being put back: that is not interrupted (were it killed, npm run drill -- --restore would finish it)';

function interruptionText(signal: string): string {
  return `${signal}: what was changed is put back first`;
}

/** @throws whatever it was, when it was no interruption */
function assertInterrupted({ status, signal }: Interruption, error: unknown): void {
  if (status === undefined || error !== signal.reason) {
    throw error;
  }
  progress('interrupted; the health check is as it was');
  process.exitCode = status;
}

/** Who drills, and where: `ops@laptop`. */
function operator(): string {
  try {
    return `${os.userInfo().username}@${os.hostname()}`;
  } catch {
    // a user without a name, as in a container
    return `${process.getuid?.() ?? 'somebody'}@${os.hostname()}`;
  }
}

function assertSomebodyIsThere({ yes }: DrillOptions): void {
  if (!yes && !process.stdin.isTTY) {
    throw new Error('somebody must be there to consent to a drill: run it on a terminal, or give --yes');
  }
}

function length(text: string): number {
  const milliseconds = duration(text);
  if (milliseconds === undefined || milliseconds > LONGEST_HOLD) {
    throw new InvalidArgumentError('must be a duration of 12 hours at most, such as 90, 90s, 2m or 1h');
  }
  return milliseconds;
}
