import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { sync as writeWhole } from 'write-file-atomic';
import {
  compareRanges,
  PUBLISHED_RANGES_URL,
  readPublishedRanges,
  type HealthCheckerRanges,
} from '../../lib/operate/health-checker-ranges';
import { Status } from './status';

const RANGES_FILE = path.relative(
  process.cwd(),
  path.join(__dirname, '../../lib/constructs/health-checker-ranges.json'),
);

export function addHealthCheckers(program: Command): void {
  program
    .command('health-checkers')
    .description("compares the address ranges that may read the health check's object with those that AWS publishes")
    .option('--write', 'takes the published ranges over; deploy afterwards')
    .option('--file <file>', 'our ranges', RANGES_FILE)
    .option('--url <url>', 'where the ranges are published', PUBLISHED_RANGES_URL)
    .addHelpText(
      'after',
      '\nExit status: 0 the same (or written), 1 they differ, 2 the published ranges could not be read, or are no list to trust.',
    )
    .action(async ({ write, file, url }: { write?: true; file: string; url: string }) => {
      const ours = JSON.parse(fs.readFileSync(file, 'utf8')) as HealthCheckerRanges;
      const published = await readPublishedRanges(url);
      const { missing, obsolete } = compareRanges(ours, published);
      if (missing.length + obsolete.length === 0) {
        console.log(`the ${ours.ranges.length} ranges of ${ours.date} are those of ${published.date}`);
        return;
      }
      console.log([...missing.map((range) => `+ ${range}`), ...obsolete.map((range) => `- ${range}`)].join('\n'));
      if (write) {
        assertKeepsHalf(ours, obsolete);
        writeWhole(file, JSON.stringify({ ...ours, ...published }, null, 2) + '\n');
        console.log(`written to ${path.relative(process.cwd(), file)}; deploy to let the new checkers in`);
      } else {
        console.log('the ranges differ; take the published ones over with --write, then deploy');
        process.exitCode = Status.Wrong;
      }
    });
}

/**
 * Whoever is left out cannot read the object, and too few of those who can would move every visitor.
 *
 * @throws Error that says what to do
 */
function assertKeepsHalf(ours: HealthCheckerRanges, obsolete: readonly string[]): void {
  if (obsolete.length * 2 > ours.ranges.length) {
    throw new Error(
      `the published ranges must keep at least half of ours, got: ${obsolete.length} of ${ours.ranges.length} gone; ` +
        'nothing was written: if AWS really announced that, change the file by hand',
    );
  }
}
