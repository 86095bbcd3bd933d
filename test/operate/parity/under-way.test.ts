import { compare, PRIMARY, SECONDARY, serving, SITE } from './compare';
import { parity } from '../../../lib/operate/parity/parity';
import type { Stored } from './listing-page';

const NOW = new Date('2026-11-25T12:00:00Z');
const AFTER = '2026-11-25T12:00:01.000Z';

test('what was written after the comparison began is under way, and no difference', async () => {
  const primary = [
    { key: 'new', lastModified: AFTER },
    { key: 'old', lastModified: NOW.toISOString() },
    { key: 'same second', lastModified: '2026-11-25T12:00:00.999Z' },
    { key: 'written again', lastModified: AFTER },
  ];
  const secondary = [{ key: 'written again', size: 1 }];
  const { same, underWay, missing, stale } = await compare({ primary, secondary }, {}, { now: NOW });
  expect({ same, underWay, missing: missing.objects, stale: stale.objects }).toEqual({
    same: false,
    underWay: 2,
    missing: 2,
    stale: 0,
  });
});

test('what is settled when it is asked for again is under way, and taken back', async () => {
  const primary = [
    { key: 'copied since', size: 5 },
    { key: 'deleted since', size: 7 },
    { key: 'missing', size: 9 },
  ];
  await serving({ primary: [...primary], secondary: [{ key: 'deleted there', size: 3 }] }, {}, async (server, aws) => {
    server.objects(SECONDARY).set('copied since', { key: 'copied since', size: 5 });
    server.objects(SECONDARY).delete('deleted there');
    server.objects(PRIMARY).delete('deleted since');
    const { same, underWay, missing, extra, atRisk } = await parity(aws, SITE);
    expect({ same, underWay, extra }).toMatchObject({ same: false, underWay: 3, extra: { objects: 0, bytes: 0 } });
    expect(missing).toMatchObject({ objects: 1, bytes: 9, examples: [{ key: 'missing' }] });
    expect(atRisk).toMatchObject({ objects: 1, bytes: 9 });
  });
});

test('one that is deleted in the primary meanwhile and still at the secondary is GONE', async () => {
  const stale: Stored = { key: 'stale', size: 1 };
  await serving({ primary: [stale], secondary: [{ ...stale, size: 2 }] }, {}, async (server, aws) => {
    server.objects(PRIMARY).delete('stale');
    expect((await parity(aws, SITE)).stale).toMatchObject({ objects: 1, statuses: { GONE: 1 } });
  });
});
