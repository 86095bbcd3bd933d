import { Sample } from '../../../lib/operate/parity/sample';
import { compare, PRIMARY, SECONDARY, serving, SITE } from './compare';
import { parity } from '../../../lib/operate/parity/parity';
import type { Stored } from './listing-page';

const object = (key: string, headers: Record<string, string> = {}): Stored => ({ key, headers });

const KEYS = Array.from({ length: 60 }, (_, index) => `page-${index}.html`);

test('headers are not asked for unless wanted', async () => {
  await serving({ primary: [object('a')], secondary: [object('a')] }, {}, async (server, aws) => {
    expect((await parity(aws, SITE)).headers).toBeUndefined();
    expect(server.asked.map(({ operation }) => operation)).toEqual(['ListObjectsV2', 'ListObjectsV2']);
  });
});

test('every header that visitors get, and metadata, is compared', async () => {
  const headers = {
    'content-type': 'text/html',
    'cache-control': 'max-age=60',
    'content-encoding': 'gzip',
    'content-language': 'de',
    'content-disposition': 'inline',
    expires: 'Wed, 25 Nov 2026 12:00:00 GMT',
    'x-amz-website-redirect-location': '/there',
    'x-amz-meta-note': 'one',
  };
  const report = await compare(
    { primary: [object('a', headers), object('b', headers)], secondary: [object('a'), object('b', headers)] },
    { headers: 'all' },
  );
  expect(report.headers).toEqual({
    asked: 'all',
    compared: 2,
    differing: 1,
    examples: [
      {
        key: 'a',
        headers: Object.entries(headers)
          .map(([name, primary]) => ({ name, primary, secondary: undefined }))
          .sort((one, other) => (one.name < other.name ? -1 : 1)),
      },
    ],
  });
  expect(report.same).toBe(false);
});

test('--headers all asks for every object that is equal, and for no other', async () => {
  const all = KEYS.map((key) => object(key));
  await serving({ primary: [...all, object('z')], secondary: [...all] }, { pageSize: 7 }, async (server, aws) => {
    const { headers, missing } = await parity(aws, SITE, { headers: 'all' });
    expect({ ...headers, missing: missing.objects }).toMatchObject({ compared: 60, differing: 0, missing: 1 });
    for (const bucket of [PRIMARY, SECONDARY]) {
      const asked = server.asked.filter((one) => one.operation === 'HeadObject' && one.bucket === bucket);
      expect(asked.map(({ key }) => key).sort()).toEqual([...KEYS, 'z'].sort());
    }
  });
});

test('a sample asks for so many, the same every time', async () => {
  const all = KEYS.map((key) => object(key));
  const asked = () =>
    serving({ primary: [...all], secondary: [...all] }, {}, async (server, aws) => {
      expect((await parity(aws, SITE, { headers: 10 })).headers).toMatchObject({ asked: 10, compared: 10 });
      return server.asked.filter(({ operation, bucket }) => operation === 'HeadObject' && bucket === PRIMARY);
    });
  const keys = (await asked()).map(({ key }) => key).sort();
  expect(new Set(keys).size).toBe(10);
  expect((await asked()).map(({ key }) => key).sort()).toEqual(keys);
});

test('of a hundred examples and more, all are counted', async () => {
  const keys = Array.from({ length: 120 }, (_, index) => `${index}`);
  const { headers } = await compare(
    {
      primary: keys.map((key) => object(key, { 'cache-control': 'no-cache' })),
      secondary: keys.map((key) => object(key)),
    },
    { headers: 'all' },
  );
  expect(headers).toMatchObject({ compared: 120, differing: 120 });
  expect(headers?.examples).toHaveLength(100);
});

test('one that is written again before its headers are asked for is left out', async () => {
  await serving({ primary: [object('a')], secondary: [object('a')] }, {}, async (server, aws) => {
    server.objects(PRIMARY).set('a', { key: 'a', size: 9, headers: { 'cache-control': 'no-cache' } });
    expect((await parity(aws, SITE, { headers: 'all' })).headers).toMatchObject({ compared: 0, differing: 0 });
  });
});

test('a sample has of every part of a bucket, whatever the order in which its keys come', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `blog/2026/${String(index).padStart(6, '0')}.html`);
  const sampleOf = (offered: string[]) => {
    const sample = new Sample(1000);
    offered.forEach((key) => sample.offer(key));
    return sample.keys;
  };
  const chosen = sampleOf(keys);
  expect(sampleOf([...keys].reverse()).sort()).toEqual([...chosen].sort());
  for (let tenth = 0; tenth < 10; tenth++) {
    const part = new Set(keys.slice(tenth * 2000, (tenth + 1) * 2000));
    const share = chosen.filter((key) => part.has(key)).length;
    // 100 each, and four standard deviations
    expect(Math.abs(share - 100)).toBeLessThan(40);
  }
});
