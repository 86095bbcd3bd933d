import * as fs from 'node:fs';
import * as path from 'node:path';

/** What the rehearsal is compared with, and the package of Debian and Ubuntu that has it. */
const PROGRAMS: Readonly<Record<string, string>> = { gdnsd: 'gdnsd', dig: 'bind9-dnsutils', njs: 'njs' };

/**
 * Which programs are not on a path, and how they are installed: known before ten minutes have gone by.
 *
 * @returns undefined when nothing is missing
 */
export function missingPrograms(searched: string): string | undefined {
  const directories = searched.split(path.delimiter);
  const missing = Object.keys(PROGRAMS).filter(
    (program) => !directories.some((directory) => fs.existsSync(path.join(directory, program))),
  );
  const packages = missing.map((program) => PROGRAMS[program]).join(' ');
  return missing.length === 0
    ? undefined
    : `npm run e2e needs ${missing.join(', ')} on the path (on Debian and Ubuntu: sudo apt-get install ${packages})`;
}
