import { Sides } from '../../../lib/operate/drill/sides';
import { sideOf } from '../../../lib/operate/side-of';
import type { DnsResolver, Network } from '../../../lib/operate/network';
import { NOWHERE } from '../loopback';

test.each([
  ['a page through CloudFront', { server: 'AmazonS3', via: '1.1 a.cloudfront.net (CloudFront)' }, 'PRIMARY'],
  ['an error of CloudFront', { server: 'CloudFront' }, 'PRIMARY'],
  ['an answer with its request id', { 'x-amz-cf-id': 'abc' }, 'PRIMARY'],
  ['a website of S3', { server: 'AmazonS3' }, 'SECONDARY'],
  ['an HTTP API', { 'apigw-requestid': 'abc=' }, 'SECONDARY'],
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
  const sides = new Sides({ network, host: 'example.com', secondarySpeaksHttps: false });
  expect([await sides.of('192.0.2.1'), await sides.of('192.0.2.1'), await sides.of('192.0.2.1')]).toEqual([
    undefined,
    'SECONDARY',
    'SECONDARY',
  ]);
  expect(asked).toEqual(['192.0.2.1', '192.0.2.1']);
  expect(await sides.ofAll([])).toBe('nothing');
});

test('an answer that leads where nobody answers is not taken for one without addresses', async () => {
  expect(
    await new Sides({ network: NOWHERE, host: 'example.com', secondarySpeaksHttps: false }).ofAll(['192.0.2.1']),
  ).toBeUndefined();
});

describe('where IPv6 cannot be asked, an address is known by those of the hosts that the records lead to', () => {
  const pair = { primary: 'd111111abcdef8.cloudfront.net', secondary: 'd-abc.execute-api.us-west-2.amazonaws.com' };
  const asked: string[] = [];
  const network: Network = {
    ...NOWHERE,
    resolver: () =>
      ({
        resolve6: (name: string) =>
          Promise.resolve(name === pair.primary ? ['2600:9000:1::1'] : ['2600:1f13:2::1', '2600:1f13:2::2']),
      }) as unknown as DnsResolver,
    ask: (_, question) => {
      asked.push(question?.address ?? '');
      return Promise.reject(new Error('unreachable'));
    },
  };
  const sides = new Sides({ network, host: 'example.com', secondarySpeaksHttps: true, pair, isOnIpv6: false });

  test.each([
    ['the very address of the secondary', '2600:1f13:2::2', 'SECONDARY'],
    ['another of its service', '2600:1f13:9::5', 'SECONDARY'],
    ['one of CloudFront', '2600:9000:7::1', 'PRIMARY'],
    ['one of nobody', '2001:db8::1', undefined],
  ])('%s', async (_, address, side) => {
    expect(await sides.of(address)).toBe(side);
    expect(asked).toEqual([]);
  });
});
