import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { bucketOfArn, replicationRulesOf } from '../site';
import { metricsOfDashboard } from './dashboard-metrics';
import { knownMetric, type KnownMetric } from './known-metrics';

/** A metric that an alarm or a dashboard reads. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, string>;
  /** `p99` and the like as they are written. */
  readonly statistic?: string;
  /** In seconds. */
  readonly period?: number;
  readonly unit?: string;
  /** Where it is asked for. */
  readonly region: string;
  /** Absent when AWS gives no metric of that name there. */
  readonly known?: KnownMetric;
  readonly places: Record<'namespace' | 'name' | 'dimensions' | 'statistic' | 'period' | 'unit', Value>;
}

export const READERS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard'];

/** The metrics that an alarm or a dashboard reads; those of other accounts are left out. */
export function metricsOf(reader: Resource): Metric[] {
  return reader.type === 'AWS::CloudWatch::Dashboard' ? metricsOfDashboard(reader) : metricsOfAlarm(reader);
}

export function metricsOfAlarm(alarm: Resource): Metric[] {
  const single = alarm.at('MetricName').exists ? [metricAt(alarm, alarmPlaces(alarm))] : [];
  const several = alarm
    .at('Metrics')
    .list.filter((query) => query.at('MetricStat').exists && !query.at('AccountId').exists)
    .map((query) => metricAt(alarm, queryPlaces(query)));
  return [...single, ...several];
}

function alarmPlaces(alarm: Resource): Metric['places'] {
  return {
    namespace: alarm.at('Namespace'),
    name: alarm.at('MetricName'),
    dimensions: alarm.at('Dimensions'),
    statistic: alarm.at('ExtendedStatistic').exists ? alarm.at('ExtendedStatistic') : alarm.at('Statistic'),
    period: alarm.at('Period'),
    unit: alarm.at('Unit'),
  };
}

function queryPlaces(query: Value): Metric['places'] {
  const metric = query.at('MetricStat.Metric');
  return {
    namespace: metric.at('Namespace'),
    name: metric.at('MetricName'),
    dimensions: metric.at('Dimensions'),
    statistic: query.at('MetricStat.Stat'),
    period: query.at('MetricStat.Period'),
    unit: query.at('MetricStat.Unit'),
  };
}

function metricAt(alarm: Resource, places: Metric['places']): Metric {
  const namespace = places.namespace.text ?? '';
  const name = places.name.text ?? '';
  return {
    namespace,
    name,
    dimensions: new Map(
      places.dimensions.list.map((dimension) => [dimension.at('Name').text ?? '', dimension.at('Value').text ?? '']),
    ),
    statistic: places.statistic.text,
    period: places.period.number,
    unit: places.unit.text,
    region: alarm.stack.region,
    known: knownMetric(namespace, name),
    places,
  };
}

/** The rule that a replication metric is about; one without an id gets one only when it is deployed. */
export function replicationOf(dimensions: ReadonlyMap<string, string>, assembly: Assembly) {
  const source = assembly.find('AWS::S3::Bucket', dimensions.get('SourceBucket'));
  return (source ? replicationRulesOf(source) : []).find((rule) => {
    const id = rule.at('Id').text;
    const arn = rule.at('Destination.Bucket').text;
    const destination = bucketOfArn(arn, assembly)?.ref ?? arn?.split(':').at(-1);
    return (
      destination === dimensions.get('DestinationBucket') &&
      (id ?? dimensions.get('RuleId')) === dimensions.get('RuleId')
    );
  });
}
