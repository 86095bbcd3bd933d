import type { Status } from '../../../lib/operate/parity/examine';
import type { ExampleReport, KindReport, ParityReport } from '../../../lib/operate/parity/report';
import { textOf } from '../../../lib/operate/parity/text';

const NOTHING: KindReport = { objects: 0, bytes: 0, examined: 0, statuses: {}, examples: [] };

const BUCKET = { bucket: 'example.com', region: 'us-west-2', objects: 1, bytes: 1 };

function report(found: Partial<ParityReport>): ParityReport {
  return {
    version: 1,
    site: 'example.com',
    asOf: '2026-11-25T12:00:00.000Z',
    seconds: 1,
    same: false,
    primary: BUCKET,
    secondary: BUCKET,
    equal: 0,
    missing: NOTHING,
    stale: NOTHING,
    extra: NOTHING,
    underWay: 0,
    atRisk: { objects: 0, bytes: 0 },
    denied: [],
    ...found,
  };
}

function example(status: Status, lastModified = '2026-11-25T11:00:00.000Z'): ExampleReport {
  return { key: 'key', status, primary: { etag: '', size: 1, lastModified } };
}

function kind(...examples: ExampleReport[]): KindReport {
  const statuses = Object.fromEntries(examples.map(({ status }) => [status, 1]));
  return { objects: examples.length, bytes: 1, examined: examples.length, statuses, examples };
}

/** What is advised, on one line each. */
function advised(found: Partial<ParityReport>): string[] {
  const [, advice = ''] = textOf(report(found)).split('what to do\n');
  return advice
    .split(/^ {2}- /m)
    .slice(1)
    .map((text) => text.replace(/\s+/g, ' ').trim());
}

test.each<[Status, RegExp]>([
  ['PENDING', /^PENDING: S3 is at it; wait/],
  ['NONE', /^NONE .* and FAILED: .*`npm run parity -- --repair --site example\.com`/],
  ['FAILED', /^NONE .* and FAILED: .*--repair/],
  ['COMPLETED', /^COMPLETED: .* No repair takes these/],
  ['REPLICA', /REPLICA: .* No repair takes these/],
])('what to do about %s is said, and nothing else', (status, text) => {
  expect(advised({ missing: kind(example(status)) })).toEqual([expect.stringMatching(text)]);
  expect(advised({ stale: kind(example(status)) })).toEqual([expect.stringMatching(text)]);
});

test('what is extra is for a person to look at, and what is denied for whoever allows it', () => {
  expect(advised({ extra: kind(example('GONE')) })).toEqual([expect.stringMatching(/^extra: .*Nothing here deletes/)]);
  expect(advised({ denied: ['s3:GetObject on one', 's3:GetObject on other'] })).toEqual([
    expect.stringMatching(/^UNKNOWN: to tell more, s3:GetObject on one and s3:GetObject on other must be allowed/),
  ]);
});

test('nothing is advised when nothing differs', () => {
  expect(textOf(report({ same: true }))).not.toMatch(/what to do|what you would lose/);
});

test('what was not asked for may be repaired', () => {
  expect(advised({ missing: { ...kind(example('PENDING')), objects: 501 } })).toHaveLength(2);
});

test('five examples of a kind are shown, the others counted', () => {
  const examples = Array.from({ length: 7 }, () => example('FAILED'));
  const text = textOf(report({ missing: { ...kind(...examples), objects: 10_000 } }));
  expect(text.match(/^ {2}FAILED +1 h/gm)).toHaveLength(5);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'the primary says of the 7 oldest of 10,000: 1 FAILED; the others were not asked for again, and may agree by now',
  );
  expect(textOf(report({ missing: kind(...examples) }))).not.toContain('the others');
  expect(text).toContain('  and 2 more, which --json lists');
});

test.each([
  ['2026-11-25T12:00:30.000Z', '0 s'],
  ['2026-11-25T11:59:30.000Z', '30 s'],
  ['2026-11-25T11:15:10.000Z', '44 min'],
  ['2026-11-25T10:00:00.000Z', '2 h'],
  ['2026-11-22T08:00:00.000Z', '3 d 4 h'],
])('what was written at %s is %s old at noon', (lastModified, age) => {
  const text = textOf(report({ missing: kind(example('FAILED', lastModified)) }));
  expect(text).toMatch(new RegExp(`^ {2}FAILED +${age} {2,}key$`, 'm'));
});

test('what is under way has a line of its own, when there is any', () => {
  expect(textOf(report({ underWay: 3 }))).toMatch(/^under way +3 /m);
  expect(textOf(report({}))).not.toContain('under way');
});
