import * as fs from 'node:fs';
import * as path from 'node:path';
import { CHECK_GROUPS } from '../lib/operate/doctor/all-checks';
import { rulesPage } from '../lib/rules/report/rules-page';

const ROOT = path.join(__dirname, '..');

test('the page of the rules has every rule, as npm run -s failover -- rules > docs/rules.md writes it', () => {
  expect(fs.readFileSync(path.join(ROOT, 'docs/rules.md'), 'utf8')).toBe(rulesPage());
});

test('the page of the doctor has every check in the table of its group, and no other', () => {
  const [, tables = ''] = fs.readFileSync(path.join(ROOT, 'docs/doctor.md'), 'utf8').split('## What it looks at\n');
  const written = [...tables.matchAll(/^### (.+)$|^\| `([\w-]+)` +\| (.+?) +\|$/gm)].map(
    ([, group, id, title]) => group ?? `${id}: ${title}`,
  );
  expect(written).toEqual(
    Object.entries(CHECK_GROUPS).flatMap(([group, checks]) => [
      group,
      ...checks.map(({ id, title }) => `${id}: ${title}`),
    ]),
  );
});
