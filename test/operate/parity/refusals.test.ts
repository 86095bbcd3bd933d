import { compare, PRIMARY, SECONDARY, type Buckets } from './compare';
import type { Asked, Mishap } from './listing-server';

const MISSING: Buckets = { primary: [{ key: 'missing' }] };

function refusing(operation: Asked['operation'], bucket: string, mishap: Mishap) {
  return { mishap: (asked: Asked) => (asked.operation === operation && asked.bucket === bucket ? mishap : undefined) };
}

test.each<[string, string, Mishap, string]>([
  [
    'a primary that is not there',
    PRIMARY,
    { status: 404, code: 'NoSuchBucket' },
    `the primary bucket ${PRIMARY} must be there, got: no such bucket; deploy the site first (npm run deploy)`,
  ],
  [
    'a secondary that is not there',
    SECONDARY,
    { status: 404, code: 'NoSuchBucket' },
    'the secondary bucket example.com must be there, got: no such bucket; deploy the site first (npm run deploy)',
  ],
  [
    'a bucket of another Region',
    SECONDARY,
    { status: 301, code: 'PermanentRedirect', message: 'use another endpoint' },
    'the secondary bucket example.com must be in us-west-2, as bin/sites.ts says, got: another Region',
  ],
  [
    'a list that is denied',
    PRIMARY,
    { status: 403, code: 'AccessDenied', message: 'not authorized' },
    `the primary bucket ${PRIMARY} must be this account's, and s3:ListBucket on arn:aws:s3:::${PRIMARY} be allowed, ` +
      'got: access denied (AccessDenied: not authorized)',
  ],
  [
    'credentials that have expired',
    PRIMARY,
    { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' },
    'the AWS credentials have expired: sign in again, as by aws sso login (The provided token has expired.)',
  ],
  [
    'credentials that nobody knows',
    SECONDARY,
    { status: 403, code: 'InvalidAccessKeyId', message: 'no such key' },
    'AWS does not know these credentials: look at --profile, AWS_PROFILE and AWS_ACCESS_KEY_ID (no such key)',
  ],
  [
    'anything else',
    PRIMARY,
    { status: 400, code: 'InvalidRequest', message: 'no' },
    `the primary bucket ${PRIMARY} in us-east-2 could not be read (InvalidRequest: no)`,
  ],
])('%s is said so, with what to do', async (_, bucket, mishap, message) => {
  await expect(compare(MISSING, {}, refusing('ListObjectsV2', bucket, mishap))).rejects.toThrow(new Error(message));
});

test('objects that may not be asked for are told with what was listed, and with the permission', async () => {
  const denied = { status: 403, code: 'AccessDenied' };
  const report = await compare(
    { primary: [{ key: 'missing' }, { key: 'stale' }], secondary: [{ key: 'stale', size: 1 }, { key: 'extra' }] },
    {},
    { mishap: ({ operation }) => (operation === 'HeadObject' ? denied : undefined) },
  );
  expect(report).toMatchObject({
    same: false,
    missing: { objects: 1, statuses: { UNKNOWN: 1 } },
    stale: { objects: 1, statuses: { UNKNOWN: 1 } },
    extra: { objects: 1, statuses: { UNKNOWN: 1 } },
  });
  expect([...report.denied].sort()).toEqual([
    `s3:GetObject on arn:aws:s3:::${PRIMARY}/*`,
    `s3:GetObject on arn:aws:s3:::${SECONDARY}/*`,
  ]);
});

test('headers that were asked for and are denied are an error', async () => {
  const same = [{ key: 'same' }];
  const asked = compare(
    { primary: [...same], secondary: [...same] },
    { headers: 1 },
    refusing('HeadObject', SECONDARY, { status: 403, code: 'AccessDenied' }),
  );
  await expect(asked).rejects.toThrow(
    /^the secondary bucket example\.com must be this account's, and s3:GetObject on arn:aws:s3:::example\.com\/\* be allowed, got: access denied \(/,
  );
});

test.each<[string, (xml: string) => string, RegExp]>([
  [
    'a page with fewer objects than it says',
    (xml) => xml.replace('<KeyCount>3', '<KeyCount>4'),
    /^the primary bucket .+ could not be read \(a page of a listing must hold 4 objects, as it says, got: 3\)$/,
  ],
  [
    'a page that ends early',
    (xml) => xml.slice(0, xml.indexOf('<Key>b')),
    /^the primary bucket .+ in us-east-2 could not be read \(/,
  ],
  [
    'a page that is not the last and has no token',
    (xml) => xml.replace('<IsTruncated>false', '<IsTruncated>true'),
    /^the primary bucket .+ could not be read \(a page of a listing that is not the last must name the next, got: none\)$/,
  ],
  [
    'a key out of order',
    (xml) => xml.replace('<Key>a</Key>', '<Key>d</Key>'),
    /^the listing of the primary bucket .+ must be in the order of its keys, got: "b" after "d"$/,
  ],
  [
    'a key that comes twice',
    (xml) => xml.replace('<Key>a</Key>', '<Key>b</Key>'),
    /^the listing of the primary bucket .+ must be in the order of its keys, got: "b" after "b"$/,
  ],
  [
    'an object without its ETag',
    (xml) => xml.replace(/<ETag>.*?<\/ETag>/, ''),
    /could not be read \(every object of a listing must have a <ETag>, got: <Contents><Key>a/,
  ],
])('%s is an error, and no comparison', async (_, change, message) => {
  const primary = ['a', 'b', 'c'].map((key) => ({ key }));
  await expect(compare({ primary }, {}, refusing('ListObjectsV2', PRIMARY, change))).rejects.toThrow(message);
});

test('a key out of order is noticed between pages as well', async () => {
  const primary = ['a', 'b', 'c'].map((key) => ({ key }));
  const mishap = ({ token }: Asked) => (token === '2' ? (xml: string) => xml.replace('<Key>c', '<Key>a') : undefined);
  await expect(compare({ primary }, {}, { pageSize: 2, mishap })).rejects.toThrow(/got: "a" after "b"$/);
});
