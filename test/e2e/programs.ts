import * as fs from 'node:fs';
import * as path from 'node:path';

/** As the browser is called: by Debian, by Ubuntu, and where Google's own is installed. */
export const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** What the rehearsal is compared with, and the browser: one of these names, and the package of Debian that has it. */
const PROGRAMS: readonly (readonly [names: readonly string[], debianPackage: string])[] = [
  [['gdnsd'], 'gdnsd'],
  [['dig'], 'bind9-dnsutils'],
  [['njs'], 'njs'],
  [BROWSERS, 'chromium'],
];

/** The first of these programs that is on a path; undefined when none is. */
export function programOn(searched: string, names: readonly string[]): string | undefined {
  const directories = searched.split(path.delimiter);
  return names
    .flatMap((name) => directories.map((directory) => path.join(directory, name)))
    .find((file) => fs.existsSync(file));
}

/**
 * Which programs are not on a path, and how they are installed: known before ten minutes have gone by.
 *
 * @returns undefined when nothing is missing
 */
export function missingPrograms(searched: string): string | undefined {
  const missing = PROGRAMS.filter(([names]) => programOn(searched, names) === undefined);
  const programs = missing.map(([[name]]) => name).join(', ');
  const packages = missing.map(([, debianPackage]) => debianPackage).join(' ');
  return missing.length === 0
    ? undefined
    : `npm run e2e needs ${programs} on the path (on Debian and Ubuntu: sudo apt-get install ${packages})`;
}
