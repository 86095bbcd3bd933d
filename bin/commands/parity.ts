import { InvalidArgumentError, type Command } from 'commander';
import type { Aws } from '../../lib/operate/aws';
import type { ParityReport } from '../../lib/operate/parity/report';
import type { Site } from '../../lib/site-config';
import { assertSomebodyIsThere, consent } from './consent';
import { interruption } from './interruption';
import { keeping, withResults, type ResultsOptions } from './keeping';
import { movingLine } from './moving-line';
import { progress } from './output';
import { chosenSite, withAws, type AwsOptions } from './site-options';
import { Status } from './status';

interface ParityCommandOptions extends AwsOptions, ResultsOptions {
  readonly headers?: number | 'all' | true;
  readonly repair?: true;
  readonly role?: string;
  readonly yes?: true;
}

/** Objects whose headers are compared, unless told otherwise. */
const SAMPLE = 100;
const LARGEST_SAMPLE = 10_000;

export function addParity(program: Command): void {
  withResults(withAws(program.command('parity')))
    .description('compares what the secondary bucket holds with what the primary does; deletes nothing')
    .option('--headers [number|all]', `also compares headers, of ${SAMPLE} objects unless told otherwise`, headers)
    .option('--repair', 'has S3 replicate what is missing or stale, by a Batch Replication job')
    .option('--role <arn>', 'role for that job; --repair without it says how to make one')
    .option('--yes', 'asks nobody before that')
    .addHelpText(
      'after',
      '\nExit status: 0 the same; 1 something differs, whether or not its repair was started; 2 it could not be\n' +
        'compared; 130 and the like: interrupted.',
    )
    .action(run);
}

async function run(options: ParityCommandOptions): Promise<void> {
  const site = chosenSite(options);
  const [{ Aws }, { parity }, { textOf }, { checkedRole }] = await Promise.all([
    import('../../lib/operate/aws.ts'),
    import('../../lib/operate/parity/parity.ts'),
    import('../../lib/operate/parity/text.ts'),
    import('../../lib/operate/parity/repair-role.ts'),
  ]);
  const role = options.repair && checkedRole(site, options.role);
  if (options.repair) {
    assertSomebodyIsThere('a repair', options.yes);
  }
  const kept = keeping('parity', site.domainName, options);
  const line = await movingLine(`comparing the buckets of ${site.domainName}`);
  const interrupted = interruption();
  const { signal } = interrupted;
  try {
    const aws = new Aws(options);
    const asked = options.headers === true ? SAMPLE : options.headers;
    const report = await parity(aws, site, { headers: asked, signal, progress: (text) => line.tell(text) });
    await line.end();
    console.log(options.json ? JSON.stringify(report, null, 2) : textOf(report));
    process.exitCode = report.same ? Status.Fine : Status.Wrong;
    kept.finished(report);
    if (role !== undefined) {
      await startRepair(aws, site, report, { role, yes: options.yes, signal });
    }
  } catch (error) {
    await line.end();
    const isInterrupted = interrupted.status !== undefined && error === signal.reason;
    kept.unfinished(isInterrupted ? 'interrupted' : 'failed', error);
    if (!isInterrupted) {
      throw error;
    }
    progress('interrupted');
    process.exitCode = interrupted.status;
  }
}

async function startRepair(
  aws: Aws,
  site: Site,
  report: ParityReport,
  { role, yes, signal }: { role: string; yes?: true; signal: AbortSignal },
): Promise<void> {
  const { needless, repair, repairNotice } = await import('../../lib/operate/parity/repair.ts');
  const why = needless(report);
  if (why !== undefined) {
    progress(`no repair was started: ${why}`);
    return;
  }
  const notice = repairNotice(site);
  if (yes) {
    progress(notice.join('\n'));
  } else {
    await consent(site.domainName, notice, signal);
  }
  const { jobId, watch } = await repair(aws, site, role, signal);
  progress(`S3 has taken the job ${jobId}; watch it, and compare again when it is complete:\n${watch}`);
}

function headers(text: string): number | 'all' {
  const number = Number(text);
  if (text !== 'all' && !(Number.isInteger(number) && number >= 1 && number <= LARGEST_SAMPLE)) {
    throw new InvalidArgumentError(`must be all, or a whole number from 1 to ${LARGEST_SAMPLE}`);
  }
  return text === 'all' ? 'all' : number;
}
