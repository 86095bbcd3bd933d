import { figuresOf } from '../../../lib/operate/drill/figures';
import { HEALTH_LANE, lanesOf } from '../../../lib/timeline/lanes';
import { picture } from '../../../lib/timeline/picture';
import { table } from '../../../lib/timeline/table';
import type { Answer, Timeline } from '../../../lib/timeline/timeline';
import { PROMISES, requests, timeline } from './drills';

const TTLS = { PRIMARY: 60_000, SECONDARY: 60_000 };

function drilled(changes: Partial<Timeline> = {}, objective?: number, ttls: Partial<typeof TTLS> = {}) {
  const happened = timeline(changes);
  const figures = figuresOf(happened, PROMISES, { ttls: { ...TTLS, ...ttls }, objective });
  return { timeline: happened, figures, kept: figures.every(({ kept }) => kept) };
}

function broken(...given: Parameters<typeof drilled>): string[] {
  return drilled(...given)
    .figures.filter(({ kept }) => !kept)
    .map(({ name, since }) => `${name} (${since})`);
}

test('a drill says how long everything took, beside what is promised', () => {
  expect(table(drilled({}, 120_000)).split('\n')).toEqual([
    'example.com: the health check is inverted, and put back',
    'inverted from 0:06 until 2:00 of 4:20; every promise kept',
    '',
    'after the health check was inverted                 measured  promised',
    '  served by the primary before                             -         -  kept',
    '  DNS moved, every name server                          0:24      0:30  kept',
    '  every resolver moved, by the TTL                      1:24      1:30  kept',
    '  visitor moved, HTTP                                   1:00      1:30  kept',
    '  visitor moved, prefers IPv6                           0:34      1:30  kept',
    '  objective: every resolver moved                       1:24      2:00  kept',
    '  last failed request, HTTP                            never      0:00  kept',
    '  last failed request, HTTPS [1]                        1:52         -',
    '  last failed request, prefers IPv6                    never      0:00  kept',
    '',
    'after it was put back                               measured  promised',
    '  DNS moved back, every name server                     0:24      0:30  kept',
    '  every resolver moved back, by the TTL                 1:24      1:30  kept',
    '  visitor moved back, HTTP                              1:06      1:30  kept',
    '  visitor moved back, prefers IPv6                      0:40      1:30  kept',
    '  last failed request, HTTP                            never      0:00  kept',
    '  last failed request, HTTPS [1]                        1:08      1:30  kept',
    '  last failed request, prefers IPv6                    never      0:00  kept',
    '',
    '[1] refused while DNS points at the secondary: an S3 website speaks no HTTPS',
    '',
    'visitors',
    '  HTTP          131 requests, none failed',
    '  HTTPS         131 requests, 60 failed, from 1:10 until 3:08: ECONNREFUSED',
    '  prefers IPv6  131 requests, none failed',
    '',
  ]);
});

const [first, moved, back] = timeline().answers;

/** The first name server answers something else, for a while. */
function answersWith(...more: Omit<Answer, 'name'>[]): Answer[] {
  const name = 'ns-1.awsdns-01.org';
  return [...timeline().answers, ...more.map((one) => ({ ...one, name }))].sort((one, other) => one.at - other.at);
}

test('an answer without addresses for a moment does not undo that a name server has moved', () => {
  const answers = answersWith({ at: 100_000, to: 'nothing' }, { at: 107_000, to: 'SECONDARY' });
  expect(drilled({ answers }).figures.find(({ name }) => name.startsWith('DNS moved,'))?.measured).toBe(24_000);
  expect(broken({ answers })).toEqual([]);
});

test.each<[string, string[], Parameters<typeof drilled>]>([
  [
    'one name server stays behind',
    ['DNS moved, every name server (outage)', 'every resolver moved, by the TTL (outage)'],
    [{ answers: [...timeline().answers, { at: 0, name: 'ns-3', to: 'PRIMARY' }] }],
  ],
  [
    'one is late',
    ['DNS moved, every name server (outage)', 'every resolver moved, by the TTL (outage)'],
    [{ answers: [first, { ...moved, at: 45_000 }, back].flatMap((one) => (one ? [one as never] : [])) }],
  ],
  [
    'answers that lead to the primary are to be kept for longer',
    ['every resolver moved, by the TTL (outage)'],
    [{}, undefined, { PRIMARY: 300_000 }],
  ],
  [
    'answers that lead to the secondary are to be kept for longer',
    ['every resolver moved back, by the TTL (recovery)'],
    [{}, undefined, { SECONDARY: 300_000 }],
  ],
  [
    'a name server goes to and fro',
    ['DNS moved, every name server (outage)', 'every resolver moved, by the TTL (outage)'],
    [{ answers: answersWith({ at: 50_000, to: 'PRIMARY' }, { at: 60_000, to: 'SECONDARY' }) }],
  ],
  [
    'a name server answers with nothing in the end',
    ['DNS moved, every name server (outage)', 'every resolver moved, by the TTL (outage)'],
    [{ answers: answersWith({ at: 50_000, to: 'nothing' }) }],
  ],
  ['the objective is shorter than it took', ['objective: every resolver moved (outage)'], [{}, 70_000]],
  [
    'a request over HTTP fails',
    ['last failed request, HTTP (outage)'],
    [
      {
        visitors: [{ name: 'HTTP', requests: requests({ 0: 'PRIMARY', 66: '403', 70: 'SECONDARY', 186: 'PRIMARY' }) }],
      },
    ],
  ],
  [
    'visitors fail before',
    ['served by the primary before (outage)'],
    [{ visitors: [{ name: 'HTTP', requests: requests({ 0: '503', 2: 'PRIMARY', 66: 'SECONDARY', 186: 'PRIMARY' }) }] }],
  ],
  [
    'visitors never come back',
    ['visitor moved back, HTTP (recovery)'],
    [{ visitors: [{ name: 'HTTP', requests: requests({ 0: 'PRIMARY', 66: 'SECONDARY' }) }] }],
  ],
])('a promise is broken when %s', (_, expected, given) => {
  expect(broken(...given)).toEqual(expected);
});

test('the picture tells of a drill: what was inverted, each name server, and who was served by whom', () => {
  const svg = picture([drilled()]);
  const words = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
  expect(svg).toContain('<title id="title">Drill of example.com</title>');
  expect(svg).toMatch(/DNS moved, every name server 0:24 after the health check was inverted/);
  expect(words).toEqual(
    expect.arrayContaining([
      'inverted, 0:06 to 2:00',
      'DNS, ns-2.awsdns-02.co.uk',
      'after it was put back',
      'unhealthy',
    ]),
  );
  expect(words.join()).not.toContain('outage');
});

test('what the checkers say does not count as healthy while it is inverted', () => {
  const blocks = lanesOf(timeline())[HEALTH_LANE]?.blocks.filter(({ state }) => state === 'healthy');
  expect(blocks?.map(({ share }) => share)).toEqual([1, 0, 1]);
});

describe('where the secondary speaks HTTPS', () => {
  const promises = { ...PROMISES, secondarySpeaksHttps: true };
  const visitors = [
    { name: 'HTTP', requests: requests({ 0: 'PRIMARY', 66: 'ECONNREFUSED', 186: 'PRIMARY' }) },
    { name: 'HTTPS', requests: requests({ 0: 'PRIMARY', 70: 'SECONDARY', 190: 'PRIMARY' }) },
    { name: 'HTTPS over IPv6', requests: requests({ 0: 'PRIMARY', 40: 'SECONDARY', 160: 'PRIMARY' }) },
  ];
  const ttls = { PRIMARY: 60_000, SECONDARY: 60_000 };
  const figures = (changed = visitors) => figuresOf(timeline({ visitors: changed }), promises, { ttls });

  test('a drill keeps its promises though HTTP is refused, and says why it is', () => {
    expect(figures().filter(({ kept }) => !kept)).toEqual([]);
    expect(
      figures().find(({ name, since }) => name === 'last failed request, HTTP' && since === 'outage'),
    ).toMatchObject({
      promised: undefined,
      note: 'refused while DNS points at the secondary: nothing listens on port 80 there',
    });
  });

  test('those over HTTPS move, and none over HTTP is promised to', () => {
    const moved = figures().filter(({ name }) => name.startsWith('visitor moved, '));
    expect(moved.map(({ name }) => name)).toEqual(['visitor moved, HTTPS', 'visitor moved, HTTPS over IPv6']);
  });

  test('one request over HTTPS that fails breaks a promise', () => {
    const failing = requests({ 0: 'PRIMARY', 70: 'ETIMEDOUT', 72: 'SECONDARY', 190: 'PRIMARY' });
    const [http, , ipv6] = visitors;
    const broken = figures([http, { name: 'HTTPS', requests: failing }, ipv6].filter((one) => one !== undefined));
    expect(broken.filter(({ kept }) => !kept).map(({ name }) => name)).toEqual(['last failed request, HTTPS']);
  });
});
