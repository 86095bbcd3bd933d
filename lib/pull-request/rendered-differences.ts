import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { formatDifferences, formatSecurityChanges } from '@aws-cdk/cloudformation-diff';
import type { StackComparison } from './comparison';

/** Characters in a line of what the toolkit draws as a table. */
const COLUMNS = 160;

/** What `cdk diff` prints of the stack's differences, without its colours. */
export function renderedDifferences({ differences }: StackComparison): string {
  let text = '';
  const stream = Object.assign(
    new Writable({
      write(chunk: Buffer | string, _encoding, done) {
        text += chunk.toString();
        done();
      },
    }),
    { columns: COLUMNS },
  );
  if (differences.permissionsAnyChanges) {
    formatSecurityChanges(stream, differences);
  }
  formatDifferences(stream, differences);
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
