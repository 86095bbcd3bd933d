import { PutMetricDataCommand, CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { setTimeout as sleep } from 'node:timers/promises';
import { REPLICATION_RULE_ID } from '../../../lib/config/names';
import { INTENT_TAG } from '../../../lib/operate/drill/intent';
import { exampleSite } from '../../helpers';
import { DOMAIN, settings, type Stage } from './stage';
import type { ZoneDouble } from './zone-double';

const site = exampleSite();
const unchanged = () => Promise.resolve();

/** What is wrong, how it is mended again, and what it says. */
export const REFUSALS: Record<string, [(zone: ZoneDouble, stage: Stage) => Promise<() => Promise<unknown>>, RegExp]> = {
  'while a drill is unfinished': [
    async (zone) => {
      await zone.tag(INTENT_TAG, 'id=1 restore=not-inverted version=1 since=2026-11-25T12:00:00.000Z by=ops@laptop');
      return unchanged;
    },
    /ops@laptop began a drill at 2026-11-25T12:00:00.000Z that is not finished: .*npm run drill -- --restore --site example\.com/,
  ],
  'while the health check is inverted': [
    async (zone) => {
      await zone.change({ Inverted: true });
      return unchanged;
    },
    /is inverted already, by no drill: .*--no-inverted/,
  ],
  'while the health check is disabled': [
    async (zone) => {
      await zone.change({ Disabled: true });
      return unchanged;
    },
    /is disabled, so that nothing can fail over: .*--no-disabled/,
  ],
  'while DNS answers the secondary': [
    async (zone) => {
      await zone.change({ Inverted: true });
      await zone.follow(sleep(200));
      zone.follows = false;
      await zone.change({ Inverted: false });
      return unchanged;
    },
    /every name server of the zone must answer the primary for example\.com, got: ns-\S+ SECONDARY, ns-/,
  ],
  'while the primary fails': [
    async (_, stage) => {
      const s3 = stage.deployed.regions.get(site.primaryRegion);
      await s3?.lose('unavailable');
      return async () => s3?.restore();
    },
    /the primary must answer http:\/\/example\.com\/ with 200, got: 50\d/,
  ],
  'while the secondary fails': [
    async (_, stage) => {
      const s3 = stage.deployed.regions.get(site.secondaryRegion);
      await s3?.lose('unavailable');
      return async () => s3?.restore();
    },
    /the secondary \(s3-website-us-west-2\.amazonaws\.com\) must answer http:\/\/example\.com\/ with 200, got: 503/,
  ],
  'while the secondary shows another page': [
    (_, stage) => {
      const bucket = stage.deployed.buckets.find(({ name }) => name === DOMAIN);
      const page = bucket?.objects.get('index.html');
      bucket?.replicate({ key: 'index.html', object: page && { ...page, body: Buffer.from('old') } });
      return Promise.resolve(() => Promise.resolve(bucket?.replicate({ key: 'index.html', object: page })));
    },
    /the home page must be the same on both sides, got: \d+ bytes of the primary and 3 other bytes/,
  ],
  'while something waits to be replicated': [
    async (_, stage) => {
      await pending(stage, 3, new Date(Date.now() - 300_000));
      return () => pending(stage, 0, new Date());
    },
    /replication must have caught up, got: OperationsPendingReplication 3; wait/,
  ],
  'while the secondary lacks an object': [
    async (_, stage) => {
      const s3 = stage.s3(site.secondaryRegion);
      await s3.send(new DeleteObjectCommand({ Bucket: DOMAIN, Key: '404.html' }));
      const Body = stage.deployed.buckets.find(({ name }) => name === DOMAIN)?.objects.get('404.html')?.body;
      return () => s3.send(new PutObjectCommand({ Bucket: DOMAIN, Key: '404.html', Body }));
    },
    /the secondary must hold what the primary holds, got: 1 missing or other objects, such as 404\.html; .*parity/,
  ],
};

async function pending(stage: Stage, Value: number, Timestamp: Date): Promise<void> {
  const cloudWatch = new CloudWatchClient({ ...settings(stage.moto.endpoint), region: site.secondaryRegion });
  const Dimensions = [
    { Name: 'SourceBucket', Value: site.primaryBucketName },
    { Name: 'DestinationBucket', Value: DOMAIN },
    { Name: 'RuleId', Value: REPLICATION_RULE_ID },
  ];
  const MetricData = [{ MetricName: 'OperationsPendingReplication', Dimensions, Value, Timestamp }];
  await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'AWS/S3', MetricData }));
}
