import { Sides } from '../../../lib/operate/drill/sides';
import { sideOf } from '../../../lib/operate/side-of';
import type { Network } from '../../../lib/operate/network';
import { NOWHERE } from '../loopback';

test.each([
  ['a page through CloudFront', { server: 'AmazonS3', via: '1.1 a.cloudfront.net (CloudFront)' }, 'PRIMARY'],
  ['an error of CloudFront', { server: 'CloudFront' }, 'PRIMARY'],
  ['an answer with its request id', { 'x-amz-cf-id': 'abc' }, 'PRIMARY'],
  ['a website of S3', { server: 'AmazonS3' }, 'SECONDARY'],
  ['a page through another proxy', { server: 'AmazonS3', via: '1.1 squid' }, 'SECONDARY'],
  ['anybody else', { server: 'nginx' }, undefined],
])('%s', (_, headers, side) => {
  expect(sideOf({ headers })).toBe(side);
});

test('an address is asked once when it tells, and again when nobody answers', async () => {
  const asked: (string | undefined)[] = [];
  const network: Network = {
    query: () => {
      throw new Error('nobody is asked');
    },
    resolver: () => {
      throw new Error('it knows the address');
    },
    ask: (_, question) => {
      asked.push(question?.address);
      return asked.length === 1
        ? Promise.reject(new Error('refused'))
        : Promise.resolve({ status: 200, headers: { server: 'AmazonS3' }, body: Buffer.alloc(0) });
    },
  };
  const sides = new Sides(network, 'example.com');
  expect([await sides.of('192.0.2.1'), await sides.of('192.0.2.1'), await sides.of('192.0.2.1')]).toEqual([
    undefined,
    'SECONDARY',
    'SECONDARY',
  ]);
  expect(asked).toEqual(['192.0.2.1', '192.0.2.1']);
  expect(await sides.ofAll([])).toBe('nothing');
});

test('an answer that leads where nobody answers is not taken for one without addresses', async () => {
  expect(await new Sides(NOWHERE, 'example.com').ofAll(['192.0.2.1'])).toBeUndefined();
});
