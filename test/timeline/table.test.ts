import { table } from '../../lib/timeline/table';
import { bothLost, failover, wrongPath } from './rehearsals';

test('a table says what was measured beside what was promised, and what visitors saw', () => {
  expect(table(failover()).split('\n')).toEqual([
    'example.com: S3 in us-east-2, the primary Region, answers 503',
    'outage from 1:00 until 4:00 of 7:00; every promise kept',
    '',
    'after the outage began                              measured  promised',
    '  served by the primary before                             -         -  kept',
    '  noticed                                               0:28      0:30  kept',
    '  DNS moved                                             0:28      0:30  kept',
    '  last failed request, HTTP [1]                         1:00      1:30  kept',
    '  last failed request, HTTPS [2]                        2:59         -',
    '  last failed request, prefers IPv6 [1]                 0:36      1:30  kept',
    '',
    'after it ended                                      measured  promised',
    '  noticed                                               0:25      0:30  kept',
    '  DNS moved back                                        0:25      0:30  kept',
    '  last failed request, HTTP                            never      0:00  kept',
    '  last failed request, HTTPS [3]                        1:16      1:30  kept',
    '',
    '[1] failed with 503',
    '[2] refused while DNS points at the secondary: an S3 website speaks no HTTPS',
    '[3] failed with ECONNREFUSED',
    '',
    'visitors',
    '  HTTP          420 requests, 61 failed, from 1:00 until 2:00: 503',
    '  HTTPS         420 requests, 257 failed, from 1:00 until 5:16: 503,',
    '                ECONNREFUSED',
    '  prefers IPv6  420 requests, 37 failed, from 1:00 until 1:36: 503',
    '',
  ]);
});

test.each([
  ['what did not happen is broken', '  noticed [2]                                          never      0:30  broken'],
  [
    'what is not measured in time is broken',
    '  served by the primary before [1]                         -         -  broken',
  ],
  ['all that is broken is counted', 'outage from 1:00 until 4:00 of 7:00; 4 promises broken'],
  ['a long note goes on in a line of its own', '    does not answer the primary'],
  ['who saw no failure is told so', '  HTTP          420 requests, none failed'],
])('%s', (_, line) => {
  expect(table(wrongPath()).split('\n')).toContain(line);
});

test('what is late by part of a second does not look as if it were in time', () => {
  expect(table(bothLost())).toMatch(/noticed +0:31 +0:30 {2}broken/);
});

test('what is kept by the tolerance of a machine does not look late', () => {
  const { timeline } = failover();
  const figures = [{ name: 'noticed', since: 'outage', measured: 30_300, promised: 30_000, kept: true }] as const;
  expect(table({ timeline, figures, kept: true })).toMatch(/noticed +0:30 +0:30 {2}kept/);
});

test('names of any length stay within 80 columns', () => {
  const { timeline, figures, kept } = failover();
  const long = 'a visitor that prefers IPv6 and HTTPS and comes from far away by a slow line indeed';
  const lines = table({
    timeline: { ...timeline, title: `${long} ${long}` },
    figures: figures.map((figure) => ({ ...figure, name: long, note: `${long} ${long}` })),
    kept,
  }).split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
});
