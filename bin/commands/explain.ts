import type { Command } from 'commander';
import { chosenSite, withSite, type SiteOptions } from './site-options';

export function addExplain(program: Command): void {
  withSite(program.command('explain'))
    .description('says what visitors get when something is lost, what you can do, and what the site costs')
    .option('--json', 'prints it for machines')
    .addHelpText('after', '\nNothing is asked of AWS. Exit status: 0 explained, 2 the configuration is wrong.')
    .action(async ({ json, ...options }: SiteOptions & { json?: true }) => {
      const { explain } = await import('../../lib/operate/explain/explanation.ts');
      const { textOf } = await import('../../lib/operate/explain/text.ts');
      const explanation = explain(chosenSite(options));
      console.log(json ? JSON.stringify(explanation, null, 2) : textOf(explanation));
    });
}
