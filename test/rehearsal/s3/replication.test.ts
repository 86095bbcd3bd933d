import { Clock } from '../../../lib/rehearsal/clock';
import type { Bucket } from '../../../lib/rehearsal/s3/bucket';
import { Replication } from '../../../lib/rehearsal/s3/replication';
import { remove, set, type Change } from '../../rules/mutable-app';
import { PRIMARY } from '../../rules/mutations/s3/paths';
import { rehearsedSite, type RehearsedSite } from './site';

const RULE = 'ReplicationConfiguration.Rules.0';
/** 30 real milliseconds. */
const DELAY = 3000;
const clock = new Clock(100);
let replication: Replication | undefined;

afterEach(() => replication?.stop());

function replicated(...changes: Change[]): RehearsedSite {
  const site = rehearsedSite(...changes);
  replication = new Replication(site.buckets, clock, DELAY);
  return site;
}

function read(bucket: Bucket, key: string): string | undefined {
  return bucket.objects.get(key)?.body.toString();
}

test('at first, everything is in the secondary, with its headers', () => {
  const { primary, secondary } = replicated();
  expect(secondary.objects).toEqual(primary.objects);
});

test('a change arrives after the delay', async () => {
  const { primary, secondary } = replicated();
  primary.put('index.html', Buffer.from('new'), { 'content-type': 'text/html' });
  await clock.sleep(DELAY / 2);
  expect(read(secondary, 'index.html')).toBe('home');
  await clock.sleep(DELAY);
  expect(secondary.objects.get('index.html')).toEqual(primary.objects.get('index.html'));
});

test('changes arrive in their order, deletions too', async () => {
  const { primary, secondary } = replicated();
  primary.delete('health.txt');
  primary.delete('index.html');
  primary.put('index.html', Buffer.from('back'));
  expect(read(secondary, 'health.txt')).toBe('ok\n');
  await clock.sleep(DELAY * 1.5);
  expect([read(secondary, 'health.txt'), read(secondary, 'index.html')]).toEqual([undefined, 'back']);
});

test('deletions stay behind when delete markers are not replicated', async () => {
  const { primary, secondary } = replicated(set(PRIMARY, `${RULE}.DeleteMarkerReplication.Status`, 'Disabled'));
  primary.delete('health.txt');
  await clock.sleep(DELAY * 1.5);
  expect(read(secondary, 'health.txt')).toBe('ok\n');
});

test('a rule without a filter, as the first version had them, copies deletions', async () => {
  const { primary, secondary } = replicated(
    remove(PRIMARY, `${RULE}.Filter`),
    remove(PRIMARY, `${RULE}.DeleteMarkerReplication`),
  );
  primary.delete('health.txt');
  await clock.sleep(DELAY * 1.5);
  expect(read(secondary, 'health.txt')).toBeUndefined();
});

test('only what a rule is about is copied', () => {
  const { secondary } = replicated(set(PRIMARY, `${RULE}.Filter.Prefix`, 'guide/'));
  expect([...secondary.objects.keys()]).toEqual(['guide/index.html']);
});

test.each([
  ['a disabled rule', set(PRIMARY, `${RULE}.Status`, 'Disabled')],
  ['a rule for a bucket that is not there', set(PRIMARY, `${RULE}.Destination.Bucket`, 'arn:aws:s3:::example.net')],
])('%s copies nothing', (_, change) => {
  expect(replicated(change).secondary.objects.size).toBe(0);
});

test('of two rules for one bucket, the one of higher priority decides on deletions', async () => {
  const { primary, secondary } = replicated((app) => {
    const rule = app.get(PRIMARY, RULE) as object;
    app.set(PRIMARY, 'ReplicationConfiguration.Rules.1', {
      ...rule,
      Priority: 2,
      DeleteMarkerReplication: { Status: 'Disabled' },
    });
  });
  primary.delete('health.txt');
  await clock.sleep(DELAY * 1.5);
  expect(read(secondary, 'health.txt')).toBe('ok\n');
});

test('replicas are not replicated again', async () => {
  const back = { Id: 'Back', Status: 'Enabled', Priority: 1, Filter: { Prefix: '' } };
  const { primary, secondary } = replicated(
    set('Secondary/SecondaryBucket/Bucket', 'ReplicationConfiguration.Rules', [
      { ...back, Destination: { Bucket: 'arn:aws:s3:::www.example.com' } },
    ]),
  );
  const copied = jest.fn();
  secondary.watch(copied);
  primary.put('index.html', Buffer.from('new'));
  await clock.sleep(DELAY * 1.5);
  expect(read(secondary, 'index.html')).toBe('new');
  expect(copied).not.toHaveBeenCalled();
});

test('once stopped, nothing arrives', async () => {
  const { primary, secondary } = replicated();
  primary.put('index.html', Buffer.from('new'));
  replication?.stop();
  primary.put('404.html', Buffer.from('new'));
  await clock.sleep(DELAY * 1.5);
  expect([read(secondary, 'index.html'), read(secondary, '404.html')]).toEqual(['home', 'not here']);
});
