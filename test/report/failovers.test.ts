import { failoversOf } from '../../lib/report/failovers';
import type { Figure } from '../../lib/timeline/timeline';
import { drillRun, rehearsalRun } from './runs';

const NOTHING = { doctor: {}, parity: {}, rehearsal: {}, drills: [], unreadable: [] };

test('a drill: nothing to notice, the last name server, and the last visitor who moved', () => {
  const [failover] = failoversOf({ ...NOTHING, drills: [drillRun()] });
  expect(failover).toEqual({
    kind: 'drill',
    at: drillRun().at,
    title: 'the health check is inverted, and put back',
    noticed: { measured: 'none' },
    moved: { measured: 24_000, promised: 30_000 },
    // over HTTP after 60 s; who prefers IPv6 sooner
    served: { measured: 60_000, promised: 90_000 },
    broken: [],
  });
});

function rehearsed(...figures: Figure[]) {
  const [failover] = failoversOf({ ...NOTHING, rehearsal: { finished: rehearsalRun({}, { figures }) } });
  return failover;
}

const figure = (name: string, measured?: number, promised?: number, more: Partial<Figure> = {}): Figure => ({
  name,
  since: 'outage',
  kept: true,
  ...(measured === undefined ? {} : { measured }),
  ...(promised === undefined ? {} : { promised }),
  ...more,
});

test('a rehearsal: until the last request failed of those to whom something is promised', () => {
  expect(
    rehearsed(
      figure('noticed', 21_000, 30_000),
      figure('DNS moved', 22_000, 30_000),
      figure('last failed request, HTTP', 80_000, 90_000),
      figure('last failed request, HTTPS', 138_000),
      figure('last failed request, prefers IPv6', 60_000, 90_000),
      figure('DNS moved back', 99_000, 30_000, { since: 'recovery' }),
    ),
  ).toMatchObject({
    kind: 'rehearsal',
    noticed: { measured: 21_000 },
    moved: { measured: 22_000 },
    served: { measured: 80_000, promised: 90_000 },
  });
});

test('who never failed was served all along', () => {
  const served = rehearsed(figure('last failed request, HTTP', undefined, 0))?.served;
  expect(served).toEqual({ measured: 0, promised: 0 });
});

test('where nothing is promised, nothing is measured against it', () => {
  expect(rehearsed(figure('last failed request, HTTP', 138_000))?.served).toEqual({ measured: 'none' });
});

test('what did not happen came never, and its promise is broken', () => {
  const failover = rehearsed(
    figure('noticed', 21_000, 30_000),
    figure('DNS moved', undefined, 30_000, { kept: false, note: 'it did not happen' }),
  );
  expect(failover).toMatchObject({ moved: { measured: 'never', promised: 30_000 }, broken: ['DNS moved'] });
});

test('the latest comes first, and what did not come to its end is none', () => {
  const drills = ['2026-11-20T10:00:00.000Z', '2026-11-26T12:00:00.000Z'].map((at) => drillRun({ at }));
  const interrupted = { ...drillRun(), ended: 'interrupted', error: 'interrupted by SIGINT' } as const;
  const all = failoversOf({ ...NOTHING, drills: [...drills, interrupted], rehearsal: { finished: rehearsalRun() } });
  expect(all.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    'drill 2026-11-26T12:00:00.000Z',
    'rehearsal 2026-11-26T10:00:00.000Z',
    'drill 2026-11-20T10:00:00.000Z',
  ]);
});
