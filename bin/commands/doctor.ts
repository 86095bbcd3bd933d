import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Command } from 'commander';
import type { DoctorReport } from '../../lib/operate/doctor/report/json';
import { interruption } from './interruption';
import { keeping, withResults, type ResultsOptions } from './keeping';
import { movingLine } from './moving-line';
import { chosenSite, withAws, type AwsOptions } from './site-options';
import { Status } from './status';
import { synthesizeTo } from './synthesis';

interface DoctorOptions extends AwsOptions, ResultsOptions {
  readonly verbose?: true;
  readonly policy?: true;
}

export function addDoctor(program: Command): void {
  withResults(withAws(program.command('doctor')))
    .description(
      'asks AWS and public DNS whether the site will deploy, and whether it would fail over; changes nothing',
    )
    .option('--verbose', 'also prints what passed, and what there was no need to ask')
    .option('--policy', 'prints the IAM policy that it needs, and asks nothing')
    .addHelpText(
      'after',
      '\nExit status: 0 nothing is wrong, 1 errors or warnings, 2 nothing wrong was found and something could not be ' +
        'asked, or it could not run.',
    )
    .action(run);
}

async function run(options: DoctorOptions): Promise<void> {
  const site = chosenSite(options);
  const { ALL_CHECKS: checks } = await import('../../lib/operate/doctor/all-checks.ts');
  if (options.policy) {
    const { policyOf } = await import('../../lib/operate/doctor/policy.ts');
    console.log(JSON.stringify(policyOf(site, checks), null, 2));
    return;
  }
  const [{ Aws }, { network }, { doctor }, { examinationOf }, { doctorReport }, { textOf }, { readAssembly }] =
    await Promise.all([
      import('../../lib/operate/aws.ts'),
      import('../../lib/operate/network.ts'),
      import('../../lib/operate/doctor/doctor.ts'),
      import('../../lib/operate/doctor/examination.ts'),
      import('../../lib/operate/doctor/report/json.ts'),
      import('../../lib/operate/doctor/report/text.ts'),
      import('../../lib/rules/assembly/read-assembly.ts'),
    ]);
  const kept = keeping('doctor', site.domainName, options);
  const interrupted = interruption();
  const { signal } = interrupted;
  const aws = new Aws(options);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'doctor-'));
  process.once('exit', () => fs.rmSync(directory, { recursive: true, force: true }));
  let synthesis: Promise<void> | undefined;
  const synthesized = async () => {
    await (synthesis ??= synthesizeTo(directory, signal));
    return readAssembly(directory);
  };
  const examination = examinationOf({ site, aws, network: network(), signal, now: () => new Date(), synthesized });
  const line = await movingLine(`asking AWS and public DNS about ${site.domainName} in ${site.account}`);
  let answered = 0;
  const onResult = () => line.tell(`${++answered} of ${checks.length}`);
  try {
    const results = await doctor(examination, { checks, onResult }).finally(() => line.end());
    const report = doctorReport(site, results);
    console.log(options.json ? JSON.stringify(report, null, 2) : textOf(report, options));
    process.exitCode = statusOf(report);
    kept.finished(report);
  } catch (error) {
    kept.unfinished(interrupted.status === undefined ? 'failed' : 'interrupted', error);
    if (interrupted.status === undefined) {
      throw error;
    }
    // what was written of the app is removed, so nobody may write any more
    await synthesis?.catch(() => undefined);
    // nothing was changed, so whatever is still being asked may be left
    process.exit(interrupted.status);
  }
}

function statusOf({ errors, warnings, notAsked }: DoctorReport): Status {
  if (errors + warnings > 0) {
    return Status.Wrong;
  }
  return notAsked > 0 ? Status.CouldNotRun : Status.Fine;
}
