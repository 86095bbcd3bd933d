import { setTimeout } from 'node:timers/promises';
import { parity } from '../../../lib/operate/parity/parity';
import { compare, PRIMARY, SECONDARY, serving, SITE, type Buckets } from './compare';
import type { Asked, Mishap } from './listing-server';

const NOW = new Date('2026-11-25T12:00:00Z');

function buckets(): Required<Buckets> {
  const same = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key }));
  return {
    primary: [...same, { key: 'missing', headers: { 'x-amz-replication-status': 'FAILED' } }, { key: 'stale' }],
    secondary: [...same, { key: 'extra' }, { key: 'stale', size: 1 }],
  };
}

async function outcome(mishap?: (asked: Asked) => Mishap | undefined) {
  const report = await compare(buckets(), { headers: 'all' }, { now: NOW, pageSize: 3, mishap });
  return { ...report, seconds: 0 };
}

test.each<[string, Mishap]>([
  ['S3 is too busy', { status: 503, code: 'SlowDown' }],
  ['S3 has an error', { status: 500, code: 'InternalError' }],
  ['the connection is cut before an answer', 'no answer'],
  ['the connection is cut in the middle of an answer', 'half an answer'],
])('every call failing once, as %s, changes nothing in the outcome', async (_, mishap) => {
  const failed = new Set<string>();
  const once = (asked: Asked) => {
    const call = JSON.stringify(asked);
    if (failed.has(call)) {
      return undefined;
    }
    failed.add(call);
    // an answer without a body cannot be cut
    return mishap === 'half an answer' && asked.operation === 'HeadObject' ? 'no answer' : mishap;
  };
  expect(await outcome(once)).toEqual(await outcome());
  // three pages a side, and both sides of eight objects
  expect(failed.size).toBe(22);
});

test('what keeps failing is an error in the end', async () => {
  const mishap = ({ token }: Asked) => (token === '3' ? { status: 400, code: 'RequestTimeTooSkewed' } : undefined);
  await expect(outcome(mishap)).rejects.toThrow(/ could not be read \(RequestTimeTooSkewed/);
});

test.each([['ListObjectsV2'], ['HeadObject']])('an interruption during %s ends everything', async (operation) => {
  const interruption = new AbortController();
  const reason = new Error('interrupted');
  const mishap = (asked: Asked) => {
    if (asked.operation !== operation || (asked.operation === 'ListObjectsV2' && asked.token === '')) {
      return undefined;
    }
    interruption.abort(reason);
    return setTimeout(100, 'no answer' as const);
  };
  await serving(buckets(), { pageSize: 3, mishap }, async (server, aws) => {
    await expect(parity(aws, SITE, { signal: interruption.signal })).rejects.toBe(reason);
    // what went on would be tried again
    await setTimeout(500);
    const asked = server.asked.map((call) => JSON.stringify(call));
    expect(asked).toEqual([...new Set(asked)]);
  });
});

test('an error of one side ends what the other was asked', async () => {
  const mishap = ({ bucket, token }: Asked) => {
    if (bucket === SECONDARY && token === '3') {
      return { status: 403, code: 'AccessDenied' };
    }
    return token === '' ? undefined : setTimeout(100, 'no answer' as const);
  };
  await serving(buckets(), { pageSize: 3, mishap }, async (server, aws) => {
    await expect(parity(aws, SITE)).rejects.toThrow(/^the secondary bucket .* access denied/);
    await setTimeout(500);
    expect(server.asked.filter(({ bucket, token }) => bucket === PRIMARY && token === '3')).toHaveLength(1);
  });
});
