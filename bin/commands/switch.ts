import type { Command } from 'commander';
import type { SwitchReport } from '../../lib/operate/switch/report';
import { assertSomebodyIsThere, consent } from './consent';
import { operator } from './operator';
import { progress } from './output';
import { chosenSite, withAws, type AwsOptions } from './site-options';

interface EngageOptions extends AwsOptions {
  readonly yes?: true;
}

const STATUSES =
  '\nIt asks S3 in the secondary Region alone: it works while us-east-1 does not.\n' +
  'Exit status: 0 it is so, now or already; 2 it is not, or nobody knows; look again, both can be repeated.';

export function addSwitch(program: Command): void {
  withAws(program.command('engage'))
    .description("engages the operator's switch: visitors go to the secondary, and stay there until it is released")
    .option('--yes', 'consents, so that nobody is asked')
    .addHelpText('after', STATUSES)
    .action(runEngage);
  withAws(program.command('release'))
    .description("releases the operator's switch: visitors go where the health checks say")
    .addHelpText('after', STATUSES)
    .action(runRelease);
}

async function runEngage(options: EngageOptions): Promise<void> {
  const site = chosenSite(options);
  const [{ engageNotice, assertEngages }, { engage }, { Aws }] = await Promise.all([
    import('../../lib/operate/switch/notice.ts'),
    import('../../lib/operate/switch/flip.ts'),
    import('../../lib/operate/aws.ts'),
  ]);
  assertEngages(site);
  assertSomebodyIsThere('that', options.yes);
  const notice = engageNotice(site);
  if (options.yes) {
    progress(notice.join('\n'));
  } else {
    // a signal ends it at once: one request changes everything, or nothing
    await consent(site.domainName, notice, new AbortController().signal);
  }
  await print(options, await engage(new Aws(options), site, operator()));
}

async function runRelease(options: AwsOptions): Promise<void> {
  const site = chosenSite(options);
  const [{ assertHasSwitch }, { release }, { Aws }] = await Promise.all([
    import('../../lib/operate/switch/notice.ts'),
    import('../../lib/operate/switch/flip.ts'),
    import('../../lib/operate/aws.ts'),
  ]);
  assertHasSwitch(site);
  await print(options, await release(new Aws(options), site));
}

async function print({ json }: AwsOptions, report: SwitchReport): Promise<void> {
  const { switchText } = await import('../../lib/operate/switch/report.ts');
  console.log(json ? JSON.stringify(report, null, 2) : switchText(report));
}
