import * as fc from 'fast-check';
import { KEPT } from '../../../lib/operate/parity/differences';
import { compare, PRIMARY, SECONDARY } from './compare';
import type { Stored } from './listing-page';
import type { Asked } from './listing-server';

const NOW = new Date('2026-11-25T12:00:00Z');
const OTHER = '0cc175b9c0f1b6a831c399e269772661';

const one = (key: string, more: Partial<Stored> = {}): Stored => ({ key, ...more });

test('buckets that hold the same are the same', async () => {
  const objects = [one('a', { size: 3 }), one('b/c', { size: 4 })];
  const report = await compare({ primary: [...objects], secondary: [...objects] }, {}, { now: NOW });
  const none = { objects: 0, bytes: 0, examined: 0, statuses: {}, examples: [] };
  expect(report).toEqual({
    version: 1,
    site: 'example.com',
    asOf: '2026-11-25T12:00:00.000Z',
    seconds: expect.any(Number) as number,
    same: true,
    primary: { bucket: PRIMARY, region: 'us-east-2', objects: 2, bytes: 7 },
    secondary: { bucket: SECONDARY, region: 'us-west-2', objects: 2, bytes: 7 },
    equal: 2,
    missing: none,
    stale: none,
    extra: none,
    underWay: 0,
    atRisk: { objects: 0, bytes: 0 },
    denied: [],
  });
});

test('empty buckets are the same', async () => {
  expect(await compare({})).toMatchObject({ same: true, equal: 0 });
});

/** Characters that XML, URLs, or the order of UTF-16 treat in their own way. */
const CHARACTERS = [...'ab/ +%&<>"\'=?#~*\\', '\0', '\n', '\r', '\x1f', '\x7f', 'é', '\ud7ff', '\ue000', '\uffff']
  .concat(['\u{10000}', '😀', '\u{10ffff}', '%2B', '&quot;', '<Key>', '</Contents>'])
  .map((character) => fc.constant(character));

const KEYS = fc.uniqueArray(fc.string({ unit: fc.oneof(...CHARACTERS), minLength: 1, maxLength: 5 }), {
  maxLength: 20,
});

test('whatever keys there are, each is counted where it belongs, as a naive comparison counts them', async () => {
  const place = fc.constantFrom('equal', 'missing', 'stale', 'extra', 'larger');
  const keys = KEYS.chain((all) => fc.tuple(fc.constant(all), fc.array(place, { minLength: 20, maxLength: 20 })));
  const sizes = fc.integer({ min: 1, max: 7 });
  await fc.assert(
    fc.asyncProperty(keys, sizes, async ([all, places], pageSize) => {
      const placed = all.map((key, index) => ({ key, place: places[index] }));
      const of = (...wanted: string[]) =>
        placed.filter(({ place = '' }) => wanted.includes(place)).map(({ key }) => key);
      const primary = of('equal', 'missing', 'stale', 'larger').map((key) => one(key, { size: 1 }));
      const secondary = [
        ...of('equal', 'extra').map((key) => one(key, { size: 1 })),
        ...of('stale').map((key) => one(key, { size: 1, etag: OTHER })),
        ...of('larger').map((key) => one(key, { size: 2 })),
      ];
      const { equal, missing, stale, extra, underWay } = await compare({ primary, secondary }, {}, { pageSize });
      const keysOf = ({ examples }: typeof missing) => examples.map(({ key }) => key).sort();
      expect({ equal, missing: keysOf(missing), stale: keysOf(stale), extra: keysOf(extra), underWay }).toEqual({
        equal: of('equal').length,
        missing: of('missing').sort(),
        stale: of('stale', 'larger').sort(),
        extra: of('extra').sort(),
        underWay: 0,
      });
      expect([missing.objects, missing.bytes]).toEqual([of('missing').length, of('missing').length]);
    }),
    { numRuns: 60 },
  );
});

test('every status that the primary gives is told, and what it does not give is NONE', async () => {
  const statuses = ['PENDING', 'COMPLETED', 'COMPLETE', 'FAILED', 'REPLICA'];
  const primary = statuses.map((status) => one(status, { headers: { 'x-amz-replication-status': status } }));
  const { same, missing, stale, extra } = await compare({
    primary: [...primary, one('none'), one('stale', { headers: { 'x-amz-replication-status': 'FAILED' } })],
    secondary: [one('stale', { etag: OTHER }), one('extra')],
  });
  expect(same).toBe(false);
  expect(missing.statuses).toEqual({ PENDING: 1, COMPLETED: 2, FAILED: 1, REPLICA: 1, NONE: 1 });
  expect(stale.statuses).toEqual({ FAILED: 1 });
  expect(stale.examples).toMatchObject([
    {
      key: 'stale',
      status: 'FAILED',
      primary: { etag: expect.not.stringMatching(OTHER) as string },
      secondary: { etag: OTHER },
    },
  ]);
  expect(extra.statuses).toEqual({ GONE: 1 });
});

test('the oldest of what is missing or stale is what would be lost since when, by the clock of S3', async () => {
  const primary = [
    one('newer', { size: 5, lastModified: '2026-11-25T11:00:00.000Z' }),
    one('oldest', { size: 7, lastModified: '2026-11-25T10:00:00.000Z' }),
    one('same', { lastModified: '2026-11-01T00:00:00.000Z' }),
  ];
  const secondary = [
    one('oldest', { etag: OTHER, lastModified: '2026-11-02T00:00:00.000Z' }),
    one('same', { lastModified: '2026-11-03T00:00:00.000Z' }),
    one('extra', { lastModified: '2026-10-01T00:00:00.000Z' }),
  ];
  const { atRisk } = await compare({ primary, secondary }, {}, { now: NOW });
  expect(atRisk).toEqual({
    objects: 2,
    bytes: 12,
    oldest: { key: 'oldest', lastModified: '2026-11-25T10:00:00.000Z', ageSeconds: 7200 },
  });
});

test('of ten thousand differences all are counted, and the oldest are kept and asked for', async () => {
  const primary = Array.from({ length: 10_000 }, (_, index) =>
    one(`${(index * 7919) % 10_000}`, { size: 1, lastModified: new Date(NOW.getTime() - index * 1000).toISOString() }),
  );
  const asked = await compare({ primary }, {}, { now: NOW });
  expect(asked.missing).toMatchObject({ objects: 10_000, bytes: 10_000, examined: KEPT, statuses: { NONE: KEPT } });
  expect(asked.missing.examples).toHaveLength(500);
  expect(asked.missing.examples.map(({ primary: version }) => version?.lastModified)).toEqual(
    Array.from({ length: 500 }, (_, index) => new Date(NOW.getTime() - (9999 - index) * 1000).toISOString()),
  );
});

test('a page without an object is not the end', async () => {
  const objects = ['a', 'b'].map((key) => one(key));
  const empty = (xml: string) =>
    xml
      .replace(/<Contents>.*<\/Contents>/, '')
      .replace('<KeyCount>2', '<NextContinuationToken>0</NextContinuationToken><KeyCount>0')
      .replace('<IsTruncated>false', '<IsTruncated>true');
  const mishap = ({ bucket, token }: Asked) => (bucket === PRIMARY && token === '' ? empty : undefined);
  const report = await compare({ primary: [...objects], secondary: [...objects] }, {}, { mishap });
  expect(report).toMatchObject({ same: true, equal: 2 });
});

test('it tells how far it is', async () => {
  const told: string[] = [];
  const objects = ['a', 'b', 'c'].map((key) => one(key));
  await compare(
    { primary: [...objects], secondary: [...objects] },
    { headers: 1, progress: (text) => told.push(text) },
    { pageSize: 2 },
  );
  expect(told.at(0)).toMatch(/^\d and \d objects, [\d,]+ a second$/);
  expect(told.slice(-3)).toEqual([
    expect.stringMatching(/^3 and 3 objects/) as string,
    'asking for what differs',
    'comparing headers',
  ]);
});
