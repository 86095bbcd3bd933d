import { figuresOf, type Promises } from '../../lib/rehearsal/figures';
import type { Scenario } from '../../lib/rehearsal/scenarios';
import { scenariosOf } from '../../lib/rehearsal/scenarios-of';
import type { Timeline, VisitorRequest } from '../../lib/timeline/timeline';

const PROMISES: Promises = {
  noticed: 30_000,
  ttl: 60_000,
  secondarySpeaksHttps: false,
  originWait: 3_000,
  tolerance: 1_000,
};

const ok = (at: number): VisitorRequest => ({ at, ok: true, what: '200' });
const failed = (at: number): VisitorRequest => ({ at, ok: false, what: '502' });

/** An outage from 40 s to 140 s that is noticed after 29 s and 28 s, with one request of each visitor before it. */
function timeline(
  changes: Partial<Timeline> = {},
  http: VisitorRequest[] = [],
  https: VisitorRequest[] = [],
): Timeline {
  return {
    scenario: 'a',
    title: 'a',
    site: 'example.com',
    duration: 240_000,
    outage: { from: 40_000, until: 140_000 },
    health: [
      { at: 0, healthy: true, healthyCheckers: 16, checkers: 16 },
      { at: 69_000, healthy: false, healthyCheckers: 2, checkers: 16 },
      { at: 168_000, healthy: true, healthyCheckers: 3, checkers: 16 },
    ],
    answers: [
      { at: 0, name: 'example.com', to: 'PRIMARY' },
      { at: 69_000, name: 'example.com', to: 'SECONDARY' },
      { at: 168_000, name: 'example.com', to: 'PRIMARY' },
    ],
    visitors: [
      { name: 'HTTP', requests: [ok(1_000), ...http] },
      { name: 'HTTPS', requests: [ok(1_000), ...https] },
    ],
    ...changes,
  };
}

function scenario(id: string, secondarySpeaksHttps = false): Scenario {
  const scenarios = scenariosOf({ secondarySpeaksHttps, hasSwitch: true });
  return scenarios.find((one) => one.id === id) ?? fail();
}

function broken(id: string, happened: Timeline, promises = PROMISES): string[] {
  return figuresOf(happened, scenario(id, promises.secondarySpeaksHttps), promises)
    .filter(({ kept }) => !kept)
    .map(({ name, since }) => `${name}, since the ${since}`);
}

const always: Partial<Timeline> = {
  health: [{ at: 0, healthy: true, healthyCheckers: 16, checkers: 16 }],
  answers: [{ at: 0, name: 'example.com', to: 'PRIMARY' }],
};

describe('a failover as promised', () => {
  test('is kept, though requests fail until DNS has moved and HTTPS is refused after that', () => {
    const happened = timeline({}, [failed(41_000), failed(130_500)], [failed(139_000), failed(229_000)]);
    expect(broken('primary-unavailable', happened)).toEqual([]);
  });

  test('says how long everything took, beside what is promised', () => {
    const happened = timeline({}, [failed(100_000)], [failed(139_000), failed(200_000)]);
    const figures = figuresOf(happened, scenario('primary-unavailable'), PROMISES);
    expect(figures.map(({ name, measured, promised }) => [name, measured, promised])).toEqual([
      ['served by the primary before', undefined, undefined],
      ['noticed', 29_000, 30_000],
      ['DNS moved', 29_000, 30_000],
      ['last failed request, HTTP', 60_000, 90_000],
      ['last failed request, HTTPS', 99_000, undefined],
      ['noticed', 28_000, 30_000],
      ['DNS moved back', 28_000, 30_000],
      ['last failed request, HTTP', undefined, 0],
      ['last failed request, HTTPS', 60_000, 90_000],
    ]);
    expect(figures[4]?.note).toBe('refused while DNS points at the secondary: an S3 website speaks no HTTPS');
  });
});

function fail(): never {
  throw new Error('no scenario');
}

test.each<[string, string, Timeline, string[]]>([
  [
    'a request over HTTP fails after DNS has moved and every answer is old',
    'primary-unavailable',
    timeline({}, [failed(131_500)]),
    ['last failed request, HTTP, since the outage'],
  ],
  [
    'nobody notices',
    'primary-unavailable',
    timeline(always),
    [
      'noticed, since the outage',
      'DNS moved, since the outage',
      'noticed, since the recovery',
      'DNS moved back, since the recovery',
    ],
  ],
  [
    'requests fail though the primary still serves',
    'checkers-locked-out',
    timeline({}, [failed(50_000)]),
    ['last failed request, HTTP, since the outage'],
  ],
  [
    'DNS moves though the primary is well',
    'secondary-unavailable',
    timeline(),
    ['DNS stays on the primary, since the outage'],
  ],
  [
    'the site sits on its secondary from the beginning',
    'secondary-unavailable',
    timeline({ ...always, answers: [{ at: 0, name: 'example.com', to: 'SECONDARY' }] }),
    ['served by the primary before, since the outage', 'DNS stays on the primary, since the outage'],
  ],
  [
    'visitors fail before anything is lost',
    'primary-unavailable',
    timeline({}, [failed(20_000)]),
    ['served by the primary before, since the outage'],
  ],
  [
    'HTTPS is refused long after the end',
    'primary-unavailable',
    timeline({}, [], [failed(232_000)]),
    ['last failed request, HTTPS, since the recovery'],
  ],
])('a promise is broken when %s', (_, scenario, happened, expected) => {
  expect(broken(scenario, happened)).toEqual(expected);
});

test('nothing is promised while both are lost, and everything afterwards', () => {
  expect(broken('both-unavailable', timeline({}, [failed(139_000)], [failed(139_000)]))).toEqual([]);
  expect(broken('both-unavailable', timeline({}, [failed(160_000)]))).toEqual([
    'last failed request, HTTP, since the recovery',
  ]);
});

describe('a secondary that speaks HTTPS', () => {
  const promises: Promises = { ...PROMISES, secondarySpeaksHttps: true };
  const waited = (at: number, milliseconds: number): VisitorRequest => ({ ...ok(at), waited: milliseconds });
  const lost = 'cloudfront-unreachable';

  test('serves over HTTPS when DNS has moved, and nobody over HTTP', () => {
    expect(broken(lost, timeline({}, [failed(139_000), failed(229_000)], [failed(130_500)]), promises)).toEqual([]);
    expect(broken(lost, timeline({}, [failed(232_000)], [failed(139_000)]), promises)).toEqual([
      'last failed request, HTTPS, since the outage',
      'last failed request, HTTP, since the recovery',
    ]);
  });

  test('says why those over HTTP are refused', () => {
    const figures = figuresOf(timeline({}, [failed(139_000)]), scenario(lost, true), promises);
    expect(figures.find(({ name }) => name === 'last failed request, HTTP')?.note).toBe(
      'refused while DNS points at the secondary: nothing listens on port 80 there',
    );
  });

  test.each<[string, VisitorRequest[], string[]]>([
    ['nobody fails', [], []],
    ['requests fail for 3 s', [failed(43_000)], []],
    ['requests fail for longer', [failed(44_500)], ['last failed request, HTTPS, since the outage']],
    ['requests take as long as the origin may', [waited(100_000, 3_000)], []],
    ['requests take longer', [waited(100_000, 3_001)], ['last failed request, HTTPS, since the outage']],
  ])('serves the loss of the bucket by the other origin: %s', (_, https, expected) => {
    expect(broken('primary-silent', timeline(always, [], https), promises)).toEqual(expected);
  });

  test('tells how long they waited', () => {
    const happened = timeline(always, [], [waited(50_000, 2_000), waited(60_000, 1_000)]);
    const figures = figuresOf(happened, scenario('primary-silent', true), promises);
    expect(figures.find(({ name, since }) => name === 'last failed request, HTTPS' && since === 'outage')?.note).toBe(
      'waits 2 s at most for the origin that is lost',
    );
  });

  test('moves and returns with the records of every type', () => {
    const answers = timeline().answers.flatMap((answer) => [answer, { ...answer, name: 'example.com AAAA' }]);
    expect(broken(lost, timeline({ answers }), promises)).toEqual([]);
    const late = answers.map((answer, index) => (index === 3 ? { ...answer, at: 72_000 } : answer));
    expect(broken(lost, timeline({ answers: late }), promises)).toEqual(['DNS moved, since the outage']);
    expect(broken(lost, timeline({ answers: answers.filter((_, index) => index !== 3) }), promises)).toEqual([
      'DNS moved, since the outage',
    ]);
    expect(broken(lost, timeline({ answers: answers.filter((_, index) => index !== 5) }), promises)).toEqual([
      'DNS moved back, since the recovery',
    ]);
  });

  test('keeps those over HTTPS served while the operator has engaged the switch', () => {
    expect(broken('switch-engaged', timeline({}, [failed(139_000)]), promises)).toEqual([]);
    expect(broken('switch-engaged', timeline({}, [], [failed(50_000)]), promises)).toEqual([
      'last failed request, HTTPS, since the outage',
    ]);
  });
});

test('with an S3 website, the switch keeps those over HTTP served', () => {
  expect(broken('switch-engaged', timeline({}, [], [failed(139_000)]))).toEqual([]);
  expect(broken('switch-engaged', timeline({}, [failed(50_000)]))).toEqual([
    'last failed request, HTTP, since the outage',
  ]);
});
