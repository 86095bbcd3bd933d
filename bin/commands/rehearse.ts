import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { rehearsalReport } from '../../lib/rehearsal/report';
import { picture } from '../../lib/timeline/picture';
import { table } from '../../lib/timeline/table';
import { rehearse, scenariosFor } from '../../lib/rehearsal/rehearse';
import type { Scenario } from '../../lib/rehearsal/scenarios';
import { SCENARIO_IDS } from '../../lib/rehearsal/scenarios-of';
import { siteOf } from '../../lib/rehearsal/site';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { readAssembly } from '../../lib/rules/assembly/read-assembly';
import { keeping, withResults, type Keeping, type ResultsOptions } from './keeping';
import { assertWritable, progress, writePicture } from './output';
import { Status } from './status';
import { synthesizeTo } from './synthesis';

interface RehearseOptions extends ResultsOptions {
  readonly assembly?: string;
  readonly scenario?: string;
  readonly all?: true;
  readonly site?: string;
  readonly speed: number;
  readonly picture: string;
  readonly json?: true;
}

export function addRehearse(program: Command): void {
  withResults(program.command('rehearse'))
    .description('lets the synthesized site fail over on this machine, and times it: no account, no network')
    .option('--assembly <directory>', 'what cdk synth wrote, instead of a synthesis of its own')
    .addOption(
      new Option('--scenario <name>', 'what is lost, and comes back (default: the first that the site has)').choices(
        SCENARIO_IDS,
      ),
    )
    .option('--all', 'every scenario, side by side')
    .option('--site <domain>', 'which site, when the app has several')
    .option('--speed <times>', 'how many times faster time runs', positive, 10)
    .option('--picture <file>', 'where the timeline is drawn, as SVG', 'rehearsal.svg')
    .option('--json', 'prints all that happened for machines')
    .addHelpText('after', '\nExit status: 0 every promise was kept, 1 one was broken, 2 it could not be rehearsed.')
    .action(run);
}

async function run(options: RehearseOptions): Promise<void> {
  assertWritable(options.picture);
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      process.exitCode = 128 + os.constants.signals[signal];
      interruption.abort();
    });
  }
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-'));
  let kept: Keeping<'rehearsal'> | undefined;
  try {
    if (options.assembly === undefined) {
      progress('synthesizing');
      await synthesizeTo(directory, interruption.signal);
    }
    const source = readAssembly(options.assembly ?? directory);
    const scenarios = chosen(scenariosFor(source, options.site), options);
    const { signal } = interruption;
    kept = keeping('rehearsal', siteOf(new Assembly(source), options.site).domainName, options);
    const rehearsals = await Promise.all(
      scenarios.map((scenario) =>
        rehearse(source, scenario, {
          site: options.site,
          speed: options.speed,
          signal,
          progress: options.all ? (text) => progress(`${scenario.id}: ${text}`) : progress,
        }),
      ),
    );
    const report = rehearsalReport(rehearsals);
    console.log(options.json ? JSON.stringify(report, null, 2) : rehearsals.map((one) => table(one)).join('\n\n'));
    writePicture(options.picture, picture(rehearsals));
    process.exitCode = report.kept ? Status.Fine : Status.Wrong;
    kept.finished(report);
  } catch (error) {
    kept?.unfinished(interruption.signal.aborted ? 'interrupted' : 'failed', error);
    if (!interruption.signal.aborted) {
      throw error;
    }
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** @throws Error for a scenario that the site does not have */
function chosen(scenarios: readonly Scenario[], { all, scenario }: RehearseOptions): readonly Scenario[] {
  if (all) {
    return scenarios;
  }
  const found = scenarios.filter(({ id }) => scenario === undefined || id === scenario).slice(0, 1);
  if (found.length === 0) {
    throw new Error(
      `--scenario must be one that the site has, one of ${scenarios.map(({ id }) => id).join(', ')}, got: ${scenario}`,
    );
  }
  return found;
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1000)) {
    throw new InvalidArgumentError('must be a number above 0, and 1000 at most');
  }
  return number;
}
