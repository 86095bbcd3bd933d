import { duration, spoken } from '../../../lib/operate/drill/duration';

test.each([
  ['90', 90_000],
  ['90s', 90_000],
  ['2m', 120_000],
  ['1.5m', 90_000],
  ['1h', 3_600_000],
  ['0', 0],
])('%s is a duration', (text, milliseconds) => {
  expect(duration(text)).toBe(milliseconds);
});

test.each(['', 'soon', '-1s', '1d', '2m30s', '1e3', '5 m'])('"%s" is none', (text) => {
  expect(duration(text)).toBeUndefined();
});

test.each([
  [0, '0 s'],
  [45_000, '45 s'],
  [90_000, '1 min 30 s'],
  [120_000, '2 min'],
  [3_600_500, '1 h 1 s'],
])('%i ms are said as %s', (milliseconds, text) => {
  expect(spoken(milliseconds)).toBe(text);
});
