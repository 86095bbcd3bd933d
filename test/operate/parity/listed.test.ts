import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { takeListed, type Listed } from '../../../lib/operate/parity/listed';
import { pageOf } from './listing-page';

const parts = (...buffers: Buffer[]): AsyncIterable<Buffer> => Readable.from(buffers);

const KEYS = ['a b', 'a+b', 'a%20b', 'é/😀', '</Contents>', '\u0001\n'];
const PAGE = Buffer.from(
  pageOf(
    'bucket',
    KEYS.map((key, index) => ({ key, size: index, etag: `e${index}-2` })),
  ),
);
const REST = Buffer.from(pageOf('bucket', []).replace('<KeyCount>0', `<KeyCount>${KEYS.length}`));
const TAKEN: { objects: Listed[]; rest: Buffer } = {
  objects: KEYS.map((key, index) => ({
    key,
    etag: `e${index}-2`,
    size: index,
    lastModified: '2026-11-20T12:00:00.000Z',
  })),
  rest: REST,
};

test('the objects are taken out of a page, and the rest is left as it was', async () => {
  expect(await takeListed(parts(PAGE))).toEqual(TAKEN);
});

test('a page may be cut anywhere', async () => {
  const wrong: number[] = [];
  for (let cut = 0; cut <= PAGE.length; cut++) {
    const taken = await takeListed(parts(PAGE.subarray(0, cut), PAGE.subarray(cut)));
    if (!isDeepStrictEqual(taken, TAKEN)) {
      wrong.push(cut);
    }
  }
  expect(wrong).toEqual([]);
});

test('a page may come byte by byte', async () => {
  expect(await takeListed(parts(...Array.from(PAGE, (byte) => Buffer.from([byte]))))).toEqual(TAKEN);
});

test.each([['&quot;'], ['&#34;'], ['"']])('the quotes of an ETag may be written %s', async (quote) => {
  const xml = PAGE.toString().replaceAll('&quot;', quote);
  expect((await takeListed(parts(Buffer.from(xml)))).objects).toEqual(TAKEN.objects);
});

test('a space may be written as %20', async () => {
  const xml = PAGE.toString().replace('a+b', 'a%20b');
  expect((await takeListed(parts(Buffer.from(xml)))).objects[0]?.key).toBe('a b');
});

test('what S3 has in an object beside what is compared is passed over', async () => {
  const more = '<Owner><ID>1</ID></Owner><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Key>';
  expect((await takeListed(parts(Buffer.from(PAGE.toString().replaceAll('<Key>', more))))).objects).toEqual(
    TAKEN.objects,
  );
});

test('an answer without objects is left as it was', async () => {
  const xml = Buffer.from('<Error><Code>SlowDown</Code></Error>é');
  expect(await takeListed(parts(xml))).toEqual({ objects: [], rest: xml });
});
