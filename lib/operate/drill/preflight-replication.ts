import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListObjectsV2Command, type _Object } from '@aws-sdk/client-s3';
import { REPLICATION_RULE_ID } from '../../config/names';
import type { PreflightCheck } from './preflight';

/** Milliseconds: how far back a metric counts as what is so now. They are published every minute, some minutes late. */
const RECENT = 15 * 60_000;
const MINUTE = 60;

const PENDING = ['OperationsPendingReplication', 'BytesPendingReplication'] as const;

/**
 * S3 publishes nothing while nothing is replicated: no figure is no objection.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export const nothingIsPending: PreflightCheck = async ({ site, aws }) => {
  const Dimensions = [
    { Name: 'SourceBucket', Value: site.primaryBucketName },
    { Name: 'DestinationBucket', Value: site.secondaryBucketName },
    { Name: 'RuleId', Value: REPLICATION_RULE_ID },
  ];
  const asked = new GetMetricDataCommand({
    StartTime: new Date(Date.now() - RECENT),
    EndTime: new Date(),
    ScanBy: 'TimestampDescending',
    MetricDataQueries: PENDING.map((MetricName) => ({
      Id: MetricName.charAt(0).toLowerCase() + MetricName.slice(1),
      Label: MetricName,
      MetricStat: { Metric: { Namespace: 'AWS/S3', MetricName, Dimensions }, Period: MINUTE, Stat: 'Maximum' },
    })),
  });
  const { MetricDataResults = [] } = await aws.cloudWatch(site.secondaryRegion).send(asked);
  const waiting = MetricDataResults.flatMap(({ Label, Values: [latest = 0] = [] }) =>
    latest > 0 ? [`${Label} ${latest}`] : [],
  );
  return waiting.length === 0
    ? undefined
    : `replication must have caught up, got: ${waiting.join(', ')}; wait, or see "Replication lag" in docs/runbook.md`;
};

/** The first thousand objects of each, which one answer holds: `parity` compares them all. */
export const copiesAreThere: PreflightCheck = async ({ site, aws }) => {
  const [ours, theirs] = await Promise.all([
    list(site.primaryRegion, site.primaryBucketName),
    list(site.secondaryRegion, site.secondaryBucketName),
  ]);
  async function list(region: string, Bucket: string) {
    const { Contents = [], IsTruncated } = await aws.s3(region).send(new ListObjectsV2Command({ Bucket }));
    return { objects: Contents, last: IsTruncated ? Contents.at(-1)?.Key : undefined };
  }
  const copies = new Map(theirs.objects.map((object) => [object.Key, object]));
  // what comes after the end of either listing is not compared
  const isCompared = ({ Key = '' }: _Object) =>
    theirs.last === undefined || Buffer.compare(Buffer.from(Key), Buffer.from(theirs.last)) <= 0;
  const different = ours.objects.filter(isCompared).filter((object) => !isCopy(object, copies.get(object.Key)));
  if (ours.objects.length === 0) {
    return `the primary bucket ${site.primaryBucketName} must hold the site, got: nothing`;
  }
  const [first] = different;
  return first === undefined
    ? undefined
    : `the secondary must hold what the primary holds, got: ${different.length} missing or other objects, such as ` +
        `${first.Key}; wait for replication, or see npm run parity`;
};

/** Of the same content: ETags of objects in parts say nothing about it, so those go by their size. */
function isCopy(object: _Object, copy: _Object | undefined): boolean {
  const isInParts = [object, copy].some((one) => one?.ETag?.includes('-'));
  return copy?.Size === object.Size && (isInParts || copy?.ETag === object.ETag);
}
