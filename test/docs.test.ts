import * as fs from 'node:fs';
import * as path from 'node:path';
import { CHECK_GROUPS } from '../lib/operate/doctor/all-checks';
import { rulesPage } from '../lib/rules/report/rules-page';
import { synthesize, unvalidatedApp } from './helpers';

const ROOT = path.join(__dirname, '..');

/** Anchors of a Markdown file's headings, as the hosting site makes them. */
function anchors(file: string): string[] {
  return [...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );
}

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
    expect(anchors(file)).toContain(anchor);
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

test.each(
  [
    'README.md',
    'CHANGELOG.md',
    'docs/changing-mode.md',
    'docs/doctor.md',
    'docs/drill.md',
    'docs/explain.md',
    'docs/parity.md',
    'docs/pull-requests.md',
    'docs/rehearsal.md',
    'docs/report.md',
    'docs/rules.md',
    'docs/runbook.md',
    'docs/switch.md',
    ...fs.readdirSync(path.join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
  ].map((file) => [file]),
)('every link of %s leads somewhere', (file) => {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
  for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
    const [linked = '', anchor] = target.split('#');
    const linkedFile = linked ? path.join(path.dirname(file), linked) : file;
    expect(fs.existsSync(path.join(ROOT, linkedFile))).toBe(true);
    if (anchor) {
      expect(anchors(linkedFile)).toContain(anchor);
    }
  }
});
