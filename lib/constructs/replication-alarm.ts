import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { SiteAlarmProps } from './site-alarms';
import { replicationMetric, type ReplicationMetricProps } from './site-metrics';

/** Rings when the secondary falls behind; its metric is of the secondary Region. */
export function replicationLag(props: ReplicationMetricProps): SiteAlarmProps {
  return {
    problem: 'the secondary is more than 15 minutes behind the primary',
    metric: replicationMetric('ReplicationLatency', props),
    threshold: Duration.minutes(15).toSeconds(),
    ...ABOVE,
  };
}

/** Rings when an object is not copied at all; its metric is of the primary Region. */
export function failedReplication(props: ReplicationMetricProps): SiteAlarmProps {
  return {
    problem: 'objects could not be copied to the secondary',
    metric: replicationMetric('OperationsFailedReplication', props),
    threshold: 0,
    ...ABOVE,
  };
}

const ABOVE = {
  comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  // S3 publishes both metrics only while something is replicated
  treatMissingData: cloudwatch.TreatMissingData.IGNORE,
};
