import type { DrillReport } from '../../lib/operate/drill/report';
import { judge } from '../../lib/report/judgement';
import { problemsOf } from '../../lib/report/problems';
import { keep } from '../../lib/report/results/keep';
import { readResults } from '../../lib/report/results/read';
import type { Run } from '../../lib/report/results/run';
import type { SiteConfig } from '../../lib/site-config';
import { contentDirectory, exampleSite } from '../helpers';
import { doctorRun, drillRun, failedCheck, failedRun, parityRun, PASSED, rehearsalRun } from './runs';

const NOW = '2026-11-26T17:30:00Z';

function judged(runs: readonly Run[], { now = NOW, settings = {} } = {}) {
  const directory = contentDirectory({});
  runs.forEach((run) => keep(directory, run));
  const results = readResults(directory, 'example.com');
  return judge(exampleSite(settings), results, problemsOf(results), new Date(now));
}

const WELL = [doctorRun(), drillRun(), parityRun()];

test('a site that was examined, drilled and compared lately would fail over', () => {
  expect(judged(WELL)).toEqual({ state: 'well', sentence: 'example.com would fail over', unknown: [] });
});

test('warnings do not keep it from that', () => {
  const warned = doctorRun({}, failedCheck({ severity: 'warning' }), failedCheck({ severity: 'warning' }));
  expect(judged([...WELL, warned])).toMatchObject({
    state: 'well',
    sentence: 'example.com would fail over, with 2 warnings',
  });
});

test('of a site of which nothing is kept nothing is known, and it says which commands would tell', () => {
  expect(judged([])).toEqual({
    state: 'not known',
    sentence: 'It is not known whether example.com would fail over: it was never drilled',
    unknown: [
      'The doctor has not examined it: npm run doctor.',
      'It was never drilled: npm run drill.',
      'The buckets were not compared: npm run parity.',
    ],
  });
});

const broken = drillRun().result.figures.map((figure) => ({ ...figure, kept: false }));

test.each<[string, Run]>([
  ['an error of the doctor', doctorRun({}, failedCheck())],
  ['a promise that the last drill broke', drillRun({}, { kept: false, figures: broken })],
  ['an object that only the primary has', parityRun({}, { same: false, missing: { ...NONE(), objects: 1 } })],
  ['an object that is stale', parityRun({}, { same: false, stale: { ...NONE(), objects: 1 } })],
  ['a promise that the rehearsal broke', rehearsalRun({}, { kept: false })],
])('%s is something wrong, whatever else is well', (_, run) => {
  expect(judged([...WELL, run])).toMatchObject({
    state: 'wrong',
    sentence: 'Something is wrong with example.com: 1 error',
  });
});

function NONE() {
  return { objects: 0, bytes: 0, examined: 0, statuses: {}, examples: [] };
}

test('an earlier drill that broke promises is over when a later one has kept them', () => {
  const earlier = drillRun({ at: '2026-11-20T10:00:00.000Z' }, { kept: false, figures: broken });
  expect(judged([...WELL, earlier]).state).toBe('well');
});

const notAsked = { id: 'alarms', title: 'every alarm is there', outcome: 'not asked', why: 'denied' } as const;
const later = { at: '2026-11-26T11:00:00.000Z' };

test.each<[string, Run, string]>([
  [
    'checks that nobody could ask',
    doctorRun({}, PASSED, notAsked),
    'The doctor could not ask 1 thing, listed below: npm run doctor.',
  ],
  [
    'a site that was not deployed',
    doctorRun({}, { id: 'alarms', title: 'every alarm is there', outcome: 'not deployed' }),
    'It was not deployed when the doctor looked: npm run deploy.',
  ],
  ['a doctor that failed since', failedRun('doctor', later), 'The doctor failed since (no network): npm run doctor.'],
  [
    'a comparison that was interrupted since',
    { ...failedRun('parity', later), ended: 'interrupted' },
    'A comparison was interrupted since (no network): npm run parity.',
  ],
])('%s leave it unknown', (_, run, unknown) => {
  expect(judged([...WELL, run])).toEqual({
    state: 'not known',
    sentence: 'It is not known whether example.com would fail over',
    unknown: [unknown],
  });
});

test('a drill that did not come to its end is a warning, and no drill', () => {
  expect(judged([...WELL, failedRun('drill', later)]).sentence).toBe('example.com would fail over, with 1 warning');
  expect(judged([doctorRun(), parityRun(), failedRun('drill', later)]).sentence).toMatch(/: it was never drilled$/);
});

test.each<[string, Partial<SiteConfig>, Partial<DrillReport>]>([
  ['https', { secondaryEndpoint: 'https' }, { lever: 'switch' }],
  ['with a switch', { manualSwitch: true }, {}],
])('a drill before the site became %s says nothing of it', (_, settings, drilled) => {
  const runs = [doctorRun(), drillRun({}, drilled), parityRun()];
  expect(judged(runs, { settings }).unknown).toEqual(['It was last drilled in another mode: npm run drill.']);
});

test('one since then does', () => {
  const { promises } = drillRun().result;
  const drill = drillRun({}, { lever: 'switch', promises: { ...promises, secondarySpeaksHttps: true } });
  expect(judged([doctorRun(), drill, parityRun()], { settings: { secondaryEndpoint: 'https' } }).state).toBe('well');
});

test.each([
  // all was run on 26 November at 10:00
  ['2026-12-03T10:00:00Z', []],
  ['2026-12-03T10:00:01Z', ['What the doctor found is stale', 'The comparison of the buckets is stale']],
  [
    '2027-02-26T10:00:01Z',
    ['What the doctor found is stale', 'The last drill is stale', 'The comparison of the buckets is stale'],
  ],
  // a clock that is wrong
  [
    '2026-11-26T09:54:00Z',
    ['What the doctor found is stale', 'The last drill is stale', 'The comparison of the buckets is stale'],
  ],
])('at %s these are stale: %j', (now, stale) => {
  const { state, unknown } = judged(WELL, { now });
  expect(unknown.map((text) => text.split(' (')[0])).toEqual(stale);
  expect(state).toBe(stale.length === 0 ? 'well' : 'not known');
});
