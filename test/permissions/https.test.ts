import { CHECKER, PLAIN, SimulatedSite, STRANGER, TLS } from './simulated-site';

const site = new SimulatedSite({ secondaryEndpoint: 'https' });
const { primary, secondary, redirect } = site;

test.each([
  ["reads the switch's object from the address of a checker", 'failover-switch', CHECKER, TLS, ['s3:GetObject']],
  ['may not do so without TLS', 'failover-switch', CHECKER, PLAIN, []],
  ['may not do so from another address', 'failover-switch', STRANGER, TLS, []],
  ['reads no page, not even from the address of a checker', 'index.html', CHECKER, TLS, []],
  ['reads no page from anywhere else', 'index.html', STRANGER, TLS, []],
])(
  'somebody without credentials %s, and nothing else of all that S3 can do at the secondary',
  async (_, key, address, transport, allowed) => {
    expect(await site.allowedToAnyone(secondary, key, { ...address, ...transport })).toEqual(allowed);
  },
);

test("the account's distributions read and list the secondary, and write nothing", async () => {
  expect(await site.mayAsDistribution('s3:GetObject', secondary, 'index.html')).toBe(true);
  expect(await site.mayAsDistribution('s3:GetObject', secondary, 'index.html', { transport: PLAIN })).toBe(true);
  expect(await site.mayAsDistribution('s3:ListBucket', secondary, undefined)).toBe(true);
  for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion']) {
    expect([action, await site.mayAsDistribution(action, secondary, 'index.html')]).toEqual([action, false]);
  }
});

test("another account's distributions read nothing", async () => {
  const stranger = { account: '999999999999' };
  expect(await site.mayAsDistribution('s3:GetObject', secondary, 'index.html', stranger)).toBe(false);
  expect(await site.mayAsDistribution('s3:ListBucket', secondary, undefined, stranger)).toBe(false);
});

test('the function of the endpoint reads and lists the secondary, and may do nothing else of all that S3 can do', async () => {
  const listed = ['s3:ListBucket'];
  expect(await site.allowedToRole('/Secondary/Function/Role/', secondary, 'index.html')).toEqual([
    ...listed,
    's3:GetObject',
  ]);
  for (const bucket of [primary, redirect]) {
    expect(await site.allowedToRole('/Secondary/Function/Role/', bucket, 'index.html')).toEqual([]);
  }
});
