import type { Command } from 'commander';
import { rulesPage } from '../../lib/rules/report/rules-page';

export function addRules(program: Command): void {
  program
    .command('rules')
    .description('lists every rule with the AWS page that it rests on, in Markdown')
    .action(() => {
      process.stdout.write(rulesPage());
    });
}
