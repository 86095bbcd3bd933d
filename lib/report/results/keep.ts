import * as fs from 'node:fs';
import * as path from 'node:path';
import { sync as writeWhole } from 'write-file-atomic';
import { directoryOf, drillFile, fileNames } from './files';
import type { Run } from './run';

/**
 * Keeps a run where the report finds it: whole, or not at all.
 *
 * What did not come to its end does not take the place of what did.
 *
 * @param results directory of all sites; made when it is not there
 * @throws Error of the file system
 */
export function keep(results: string, run: Run): void {
  const directory = directoryOf(results, run.site);
  if (run.kind === 'drill') {
    write(path.join(directory, drillFile(run)), run);
    return;
  }
  const { finished, unfinished } = fileNames(run.kind);
  if (run.ended === 'finished') {
    write(path.join(directory, finished), run);
    fs.rmSync(path.join(directory, unfinished), { force: true });
  } else {
    write(path.join(directory, unfinished), run);
  }
}

function write(file: string, run: Run): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(run)}\n`);
}
