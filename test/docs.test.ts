import * as fs from 'node:fs';
import * as path from 'node:path';
import { CHECK_GROUPS } from '../lib/operate/doctor/all-checks';
import { rulesPage } from '../lib/rules/report/rules-page';
import { anchorsOf, textOf } from './docs/documents';
import { synthesize, unvalidatedApp } from './helpers';

const ROOT = path.join(__dirname, '..');

test.each([
  ['website', 4],
  ['https', 6],
] as const)('every alarm in the mode %s names an entry of the runbook that is there', (secondaryEndpoint, count) => {
  const { secondary, website, monitoring } = synthesize({ secondaryEndpoint }, unvalidatedApp());
  const entries = [secondary, website, monitoring]
    .flatMap((template) => Object.values(template.findResources('AWS::CloudWatch::Alarm')))
    .map((alarm) => (alarm as { Properties: { AlarmDescription: string } }).Properties.AlarmDescription)
    .map((description) => description.split('Runbook: ')[1]);
  expect(entries).toHaveLength(count);
  for (const entry of entries) {
    const [file = '', anchor] = entry?.split('#') ?? [];
    expect(anchorsOf(textOf(file))).toContain(anchor);
  }
});

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
