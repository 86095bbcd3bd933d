import { lanesOf, HEALTH_LANE } from '../../lib/timeline/lanes';
import { promisedLines } from '../../lib/timeline/marks';
import { picture } from '../../lib/timeline/picture';
import { cloudfrontLost, failover } from './rehearsals';

test('the health check is as high as the share of its checkers that find the primary healthy', () => {
  const [first, second] =
    lanesOf(failover().timeline)[HEALTH_LANE]?.blocks.filter(({ state }) => state === 'healthy') ?? [];
  expect([first?.share, second?.share]).toEqual([1, 13 / 16]);
  // 13 of 16 of 24 pixels
  expect(picture([failover()])).toMatch(/<path d="M[\d.]+ [\d.]+l[\d.]+ 0l0 19\.5l/);
});

test('no checkers find nothing healthy', () => {
  const health = [{ at: 0, healthy: true, healthyCheckers: 0, checkers: 0 }];
  expect(lanesOf({ ...failover().timeline, health })[HEALTH_LANE]?.blocks).toEqual([
    { from: 0, until: 420_000, state: 'healthy', share: 0 },
  ]);
});

test.each([
  ['close together are labelled once', 16_000, ['1, 2', '']],
  ['apart are labelled each', 17_000, ['1', '2']],
])('promised moments %s', (_, at, names) => {
  const marks = [
    { at: 0, number: 1 },
    { at, number: 2 },
  ];
  expect(promisedLines(marks, 1000).markLine?.data).toEqual([
    { xAxis: 0, name: names[0] },
    { xAxis: at, name: names[1] },
  ]);
});

test.each([
  ['within a long label belong to it', 25_000, ['1, 2, 3', '', '']],
  ['beside a long label have their own', 26_000, ['1, 2', '', '3']],
])('promised moments %s', (_, at, names) => {
  const marks = [0, 10_000, at].map((moment, index) => ({ at: moment, number: index + 1 }));
  const data = promisedLines(marks, 1000).markLine?.data as { name: string }[];
  expect(data.map(({ name }) => name)).toEqual(names);
});

test('of a calculated health check, each that it rests on has a lane, and each type of record', () => {
  const lanes = lanesOf(cloudfrontLost().timeline);
  expect(lanes.map(({ name }) => name)).toEqual([
    'outage',
    'health check, CloudFront',
    "operator's switch",
    'DNS, example.com',
    'DNS, example.com AAAA',
    'visitor, HTTP',
    'visitor, HTTPS',
    'visitor, HTTPS over IPv6',
  ]);
  const [first] = lanes[HEALTH_LANE]?.blocks.filter(({ state }) => state === 'healthy') ?? [];
  expect(first?.share).toBe(1);
});

test('the switch is released while nobody reads its object, and engaged while they do', () => {
  const lane = lanesOf(cloudfrontLost().timeline).find(({ name }) => name === "operator's switch");
  expect(lane?.labels.map(({ texts, from }) => [texts[0], from])).toEqual([
    ['released', 0],
    ['engaged', 300_000],
    ['released', 360_000],
  ]);
  expect(lane?.blocks.map(({ state, share }) => [state, share])).toEqual([
    ['healthy', 1],
    ['unhealthy', 1],
    ['healthy', 1],
  ]);
});
