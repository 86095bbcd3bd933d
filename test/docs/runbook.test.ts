import { httpsOutagesOf } from '../../lib/operate/explain/https-outages';
import { outagesOf } from '../../lib/operate/explain/outages';
import { exampleSite, synthesize, unvalidatedApp } from '../helpers';
import { anchorsOf, targetsOf, textOf } from './documents';

const RUNBOOK = textOf('docs/runbook.md');

const PARTS = ['Description', 'Investigation', 'Resolution', 'When not to use it'];

/** The entries of a part of the runbook, each with its text. */
function entries(part: string): [string, string][] {
  const [, text = ''] = RUNBOOK.split(`\n## ${part}\n`);
  const [section = ''] = text.split('\n## ');
  return section
    .split('\n### ')
    .slice(1)
    .map((entry) => [entry.replace(/\n[^]*/, ''), entry]);
}

const ALL = [...entries('Alarms'), ...entries('Outages')];

test.each(ALL)('the entry %s says what it is, how to look, what to do, and when not to use it', (_, entry) => {
  const found = [...entry.matchAll(/^\*\*([^*]+)\.\*\*/gm)].map(([, part]) => part);
  expect(found).toEqual(PARTS);
});

test('the table at its head leads to every entry, and nowhere else', () => {
  const [head = ''] = RUNBOOK.split('\n## ');
  const linked = new Set(targetsOf(head).filter((target) => target.startsWith('#')));
  expect([...linked].sort()).toEqual(ALL.map(([title]) => `#${anchorsOf(`# ${title}`).join()}`).sort());
});

test('every alarm of either mode names its entry, and every entry of an alarm is named', () => {
  const named = (['website', 'https'] as const).flatMap((secondaryEndpoint) => {
    const { secondary, website, monitoring } = synthesize({ secondaryEndpoint }, unvalidatedApp());
    return [secondary, website, monitoring]
      .flatMap((template) => Object.values(template.findResources('AWS::CloudWatch::Alarm')))
      .map((alarm) => (alarm as { Properties: { AlarmDescription: string } }).Properties.AlarmDescription)
      .map((description) => description.split('Runbook: ')[1]);
  });
  expect(named).toHaveLength(4 + 6);
  expect([...new Set(named)].sort()).toEqual(
    entries('Alarms')
      .map(([title]) => `docs/runbook.md#${anchorsOf(`# ${title}`).join()}`)
      .sort(),
  );
});

test('every outage that npm run explain knows has its entry', () => {
  const site = exampleSite();
  const known = new Set([...outagesOf(site), ...httpsOutagesOf(site)].map(({ id }) => id));
  const told = entries('Outages').flatMap(([, entry]) => /\*\*Description\.\*\* `([\w-]+)`/.exec(entry)?.[1] ?? []);
  expect(told.sort()).toEqual([...known].sort());
});
