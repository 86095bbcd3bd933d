import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Clock } from '../../lib/operate/clock';
import { duration } from '../../lib/operate/drill/duration';
import type { Lever } from '../../lib/operate/drill/lever';
import { STEPS, SWITCH_STEPS, type OnStep } from '../../lib/operate/drill/steps';
import { restoreCommand } from '../../lib/operate/drill/target';
import type { Network } from '../../lib/operate/network';
import type { Site } from '../../lib/site-config';
import { assertSomebodyIsThere } from './consent';
import { runRestore } from './drill-restore';
import { screen } from './drill-screen';
import { interruption, unsuspended, type Interruption } from './interruption';
import { keeping, withResults, type ResultsOptions } from './keeping';
import { operator } from './operator';
import { assertWritable, progress, writePicture } from './output';
import { chosenSite, withAws, type AwsOptions } from './site-options';
import { Status } from './status';

interface DrillOptions extends AwsOptions, ResultsOptions {
  readonly yes?: true;
  readonly hold: number;
  readonly objective?: number;
  readonly picture: string;
  readonly preflight?: true;
  readonly restore?: true;
  readonly evenWithoutIntent?: true;
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
  withResults(withAws(program.command('drill')))
    .description('lets the deployed site fail over for real, and back, and times it')
    .option('--yes', 'consents to a drill, so that nobody is asked')
    .option('--hold <duration>', 'how long visitors stay at the secondary: 90, 90s, 2m', length, 0)
    .option('--objective <duration>', 'how soon every resolver has to lead to the secondary', length)
    .option('--picture <file>', 'where the timeline is drawn, as SVG', 'drill.svg')
    .option('--preflight', 'only looks whether a drill would start; changes nothing')
    .addOption(
      new Option(
        '--restore',
        'finishes a drill that was killed: takes back what moved visitors; from any machine',
      ).conflicts(['preflight', 'hold', 'objective']),
    )
    .option('--even-without-intent', 'with --restore: takes back what no drill did, too')
    .option('--health-check <id>', 'with --restore: which one, when the records do not tell')
    .addHelpText(
      'after',
      '\nExit status: 0 every promise was kept, and the objective met; 1 one was not; 2 it did not start, or could not go\n' +
        'on; 130 and the like: interrupted. However it ends, what moved visitors is taken back first.',
    )
    .action(async (options: DrillOptions) => {
      assertRestores(options);
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
    assertSomebodyIsThere('a drill', options.yes);
  }
  const lever = site.mode.usesSwitch ? 'switch' : 'health check';
  // who only looks has seen nothing of a failover
  const kept = options.preflight ? undefined : keeping('drill', site.domainName, options);
  const shown = await screen(site.mode.usesSwitch ? SWITCH_STEPS : STEPS);
  const interrupted = interruption((name, isFirst) =>
    shown.tell(isFirst ? interruptionText(name) : still(site, lever)),
  );
  unsuspended(() => shown.tell('a drill is not suspended: visitors would stay where they are; Ctrl-C ends it'));
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
    writePicture(options.picture, picture([report]));
    process.exitCode = report.kept ? Status.Fine : Status.Wrong;
    kept?.finished(report);
  } catch (error) {
    await shown.end();
    kept?.unfinished(isInterrupted(interrupted, error) ? 'interrupted' : 'failed', error);
    assertInterrupted(interrupted, error, lever);
  }
}

function still({ domainName }: Site, lever: Lever['kind']): string {
  const finish = restoreCommand(domainName);
  return `the ${lever} is being put back: that is not interrupted (were it killed, ${finish} would finish it)`;
}

function interruptionText(signal: string): string {
  return `${signal}: what was changed is put back first`;
}

/** @throws whatever it was, when it was no interruption */
function assertInterrupted(interrupted: Interruption, error: unknown, lever: Lever['kind']): void {
  if (!isInterrupted(interrupted, error)) {
    throw error;
  }
  progress(`interrupted; the ${lever} is as it was`);
  process.exitCode = interrupted.status;
}

function isInterrupted({ status, signal }: Interruption, error: unknown): boolean {
  return status !== undefined && error === signal.reason;
}

function assertRestores({ restore, evenWithoutIntent, healthCheck }: DrillOptions): void {
  if (!restore && (evenWithoutIntent || healthCheck !== undefined)) {
    const given = evenWithoutIntent ? '--even-without-intent' : '--health-check';
    throw new Error(`${given} must come with --restore: a drill takes its health check from the records of the site`);
  }
}

function length(text: string): number {
  const milliseconds = duration(text);
  if (milliseconds === undefined || milliseconds > LONGEST_HOLD) {
    throw new InvalidArgumentError('must be a duration of 12 hours at most, such as 90, 90s, 2m or 1h');
  }
  return milliseconds;
}
