import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { errorMessage } from '../../lib/rules/error-message';
import { checkReport } from '../../lib/rules/report/json';
import { sarifOf } from '../../lib/rules/report/sarif';
import { textOf } from '../../lib/rules/report/text';
import { Status } from './status';

interface CheckOptions {
  readonly json?: true;
  readonly sarif?: string;
  readonly verbose?: true;
}

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('judges a synthesized app by every rule: what AWS would refuse, or a visitor would suffer')
    .argument('[assembly]', 'directory that cdk synth wrote', 'cdk.out')
    .option('--json', 'prints all that was found for machines')
    .option('--sarif <file>', 'also writes what was found for code scanning')
    .option('--verbose', 'also prints what is acknowledged, and what is known only once deployed')
    .addHelpText(
      'after',
      '\nExit status: 0 nothing is wrong, 1 errors, or warnings that are not acknowledged, 2 it could not be judged.',
    )
    .action((assembly: string, { json, sarif, verbose }: CheckOptions) => {
      const report = checkReport(assembly, checkAssembly(assembly));
      if (sarif !== undefined) {
        write(sarif, JSON.stringify(sarifOf(report), null, 2) + '\n');
      }
      const { mtime: synthesizedAt } = fs.statSync(path.join(assembly, 'manifest.json'));
      console.log(json ? JSON.stringify(report, null, 2) : textOf(report, { verbose, synthesizedAt }));
      process.exitCode = report.findings.length > 0 ? Status.Wrong : Status.Fine;
    });
}

function write(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw new Error(`--sarif must be a file that can be written, got: ${file} (${errorMessage(error)})`, {
      cause: error,
    });
  }
}
