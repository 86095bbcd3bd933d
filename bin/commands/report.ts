import * as fs from 'node:fs';
import type { Command } from 'commander';
import { withResults, type ResultsOptions } from './keeping';
import { progress } from './output';
import { chosenSite, withSite, type SiteOptions } from './site-options';

interface ReportOptions extends SiteOptions, ResultsOptions {
  readonly output: string;
}

export function addReport(program: Command): void {
  withResults(withSite(program.command('report')))
    .description('writes a page for people: what protects the site, how fast it failed over, and what is wrong now')
    .option('--output <file>', 'the page: one file that needs nothing else', 'report.html')
    .addHelpText(
      'after',
      '\nNothing is asked of AWS: it reads what rehearse, doctor, drill and parity have kept.\n' +
        'Exit status: 0 the page was written, whatever it says; 2 it could not be.',
    )
    .action(run);
}

async function run(options: ReportOptions): Promise<void> {
  const site = chosenSite(options);
  const [{ page }, { readResults }] = await Promise.all([
    import('../../lib/report/page.ts'),
    import('../../lib/report/results/read.ts'),
  ]);
  const results = readResults(options.results, site.domainName);
  results.unreadable.forEach(({ file, why }) => progress(`${file} is left out: ${why}`));
  const { judgement, text } = page(site, results, new Date());
  write(options.output, text);
  console.log([judgement.sentence, ...judgement.unknown].join('\n'));
  progress(`the page is in ${options.output}`);
}

function write(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw new Error(`--output must be a file that can be written to, got: ${file}`, { cause: error });
  }
}
