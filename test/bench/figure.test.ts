import { figure, table } from './figure';

const GIVEN = { name: 'a / b', unit: 's', samples: [9, 3, 4], baselineSamples: [2, 1, 99], limit: 2 };

test('the ratio is that of the medians, so that one slow run does not count', () => {
  expect(figure(GIVEN)).toMatchObject({ median: 4, baselineMedian: 2, ratio: 2 });
});

test('the median of an even number of runs lies between the two in the middle', () => {
  expect(figure({ ...GIVEN, samples: [1, 10, 2, 4] })).toMatchObject({ median: 3 });
});

test('a ratio may reach its limit, not pass it', () => {
  expect(figure(GIVEN).ok).toBe(true);
  expect(figure({ ...GIVEN, limit: 1.99 }).ok).toBe(false);
});

test('the table says what was measured, how often, and what is over its limit', () => {
  expect(table([figure(GIVEN), figure({ ...GIVEN, name: 'c', limit: 1.5 })])).toBe(
    [
      'figure  runs  median  baseline  ratio  limit',
      'a / b      3  4.00 s    2.00 s   2.00      2    ok',
      'c          3  4.00 s    2.00 s   2.00    1.5  over',
    ].join('\n'),
  );
});
