import { anonymousPrincipal } from '@cloud-copilot/iam-simulate';
import checkers from '../../lib/constructs/health-checker-ranges.json';
import { actionsOn, CHECKER, PLAIN, SimulatedSite, STRANGER, TLS } from './simulated-site';

const site = new SimulatedSite();
const { primary, secondary, redirect } = site;

describe('somebody without credentials', () => {
  test.each([
    ['reads the health object from the address of a checker', primary, 'health.txt', CHECKER, TLS, ['s3:GetObject']],
    ['may not do so without TLS', primary, 'health.txt', CHECKER, PLAIN, []],
    ['may not do so from another address', primary, 'health.txt', STRANGER, TLS, []],
    ['reads no page of the primary, not even from the address of a checker', primary, 'index.html', CHECKER, TLS, []],
    ['reads no page of the primary', primary, 'index.html', STRANGER, TLS, []],
    ['reads a page of the secondary', secondary, 'index.html', STRANGER, TLS, ['s3:GetObject']],
    [
      'reads it over HTTP too, as the website endpoint has nothing else',
      secondary,
      'a/b.css',
      STRANGER,
      PLAIN,
      ['s3:GetObject'],
    ],
    ['may do nothing to a bucket that redirects', redirect, 'index.html', STRANGER, TLS, []],
  ])('%s, and nothing else of all that S3 can do', async (_, bucket, key, address, transport, allowed) => {
    expect(await site.allowedToAnyone(bucket, key, { ...address, ...transport })).toEqual(allowed);
  });

  test('reads from every published range of the checkers, first address and last', async () => {
    for (const range of checkers.ranges) {
      for (const address of ends(range)) {
        const context = { ...TLS, 'aws:SourceIp': address };
        const question = {
          who: anonymousPrincipal,
          action: 's3:GetObject',
          bucket: primary,
          key: 'health.txt',
          context,
        };
        expect([address, await site.isAllowed(question)]).toEqual([address, true]);
      }
    }
  });

  test('could do everything if a policy said so: the questions are real ones', async () => {
    const open = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }],
    };
    const asked = [...(await actionsOn('bucket')), ...(await actionsOn('object'))];
    expect(asked.length).toBeGreaterThan(100);
    expect(await site.allowedToAnyone(secondary, 'index.html', { ...STRANGER, ...TLS }, open)).toEqual(asked);
  });
});

function ends(range: string): string[] {
  const [address = '', bits = ''] = range.split('/');
  const first = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  const last = first + 2 ** (32 - Number(bits)) - 1;
  return [first, last].map((number) => [24, 16, 8, 0].map((shift) => (number / 2 ** shift) & 255).join('.'));
}

describe('CloudFront', () => {
  test('reads and lists the primary as this distribution, over HTTP as well', async () => {
    expect(await site.mayAsDistribution('s3:GetObject', primary, 'index.html')).toBe(true);
    expect(await site.mayAsDistribution('s3:ListBucket', primary, undefined)).toBe(true);
    expect(await site.mayAsDistribution('s3:GetObject', primary, 'index.html', { transport: PLAIN })).toBe(true);
  });

  test('reads nothing as another distribution, and writes nothing as this one', async () => {
    const another = { id: 'EANOTHER' };
    expect(await site.mayAsDistribution('s3:GetObject', primary, 'index.html', another)).toBe(false);
    expect(await site.mayAsDistribution('s3:ListBucket', primary, undefined, another)).toBe(false);
    expect(await site.mayAsDistribution('s3:PutObject', primary, 'index.html')).toBe(false);
    expect(await site.mayAsDistribution('s3:DeleteObject', primary, 'index.html')).toBe(false);
  });
});

describe('the role', () => {
  test('of replication reads versions of the primary, and writes copies into its own secondary alone', async () => {
    const may = site.mayAs('/ReplicationRole/');
    expect(await may('s3:GetObjectVersionForReplication', primary, 'index.html')).toBe(true);
    expect(await may('s3:GetReplicationConfiguration', primary)).toBe(true);
    for (const action of ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags']) {
      expect([action, await may(action, secondary, 'index.html')]).toEqual([action, true]);
      expect([action, await may(action, primary, 'index.html')]).toEqual([action, false]);
      expect([action, await may(action, redirect, 'index.html')]).toEqual([action, false]);
    }
    expect(await may('s3:GetObject', primary, 'index.html')).toBe(false);
    expect(await may('s3:PutObject', secondary, 'index.html')).toBe(false);
    expect(await may('s3:PutBucketPolicy', primary)).toBe(false);
  });

  test('of the content writes and removes objects of the primary, and nothing in the secondary', async () => {
    const may = site.mayAs('CDKBucketDeployment');
    for (const action of ['s3:PutObject', 's3:DeleteObject']) {
      expect([action, await may(action, primary, 'index.html')]).toEqual([action, true]);
      expect([action, await may(action, secondary, 'index.html')]).toEqual([action, false]);
    }
    expect(await may('s3:ListBucket', primary)).toBe(true);
    expect(await may('s3:ListBucket', secondary)).toBe(false);
    expect(await may('s3:PutBucketPolicy', primary)).toBe(false);
  });
});
