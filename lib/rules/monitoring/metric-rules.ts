import { US_EAST_1 } from '../../config/regions';
import { API } from '../apigateway/model';
import type { Assembly } from '../assembly/assembly';
import type { Problem, Rule } from '../rule';
import { NAMESPACES } from './known-metrics';
import { metricsOf, READERS, type Metric } from './metrics';

const CLOUDFRONT_METRICS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html';

/** That what alarms and dashboards read has data where they read it. */
export const metricRules: readonly Rule[] = [
  {
    id: 'metrics-are-read-where-they-are',
    severity: 'error',
    sentence:
      'Metrics are read in the Region that has them: of health checks and CloudFront in us-east-1, of replication failures ' +
      'in the Region of the source bucket, of replication lag in that of the destination, of an API in its own.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html',
    types: READERS,
    *check(reader, assembly) {
      for (const metric of metricsOf(reader)) {
        const home = regionOf(metric, assembly);
        if (home !== undefined && home !== metric.region) {
          yield {
            at: metric.places.name,
            wrong: `${metric.name} is read in ${metric.region}, but ${metric.namespace} has it in ${home}`,
            write: `read it in ${home}: an alarm and its topic have to be there as well`,
          };
        }
      }
    },
  },
  {
    id: 'metrics-exist',
    severity: 'error',
    sentence: 'AWS publishes metrics under exactly these namespaces and names.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html',
    types: READERS,
    *check(reader) {
      for (const metric of metricsOf(reader)) {
        yield* misnamed(metric);
      }
    },
  },
  {
    id: 'metrics-have-a-fitting-statistic',
    severity: 'error',
    sentence: 'A metric is read with a statistic that its service documents for it, and in its unit.',
    page: CLOUDFRONT_METRICS,
    types: READERS,
    *check(reader) {
      for (const { name, known, statistic, unit, places } of metricsOf(reader)) {
        if (known && statistic !== undefined && !isAmong(statistic, known.statistics)) {
          yield {
            at: places.statistic,
            wrong: `${name} says nothing as ${statistic}`,
            write: `set the statistic to ${known.statistics.join(' or ')}`,
          };
        }
        if (known && unit !== undefined && unit !== known.unit) {
          yield {
            at: places.unit,
            wrong: `${name} has no data in ${unit}`,
            write: `remove the unit, or set it to ${known.unit}`,
          };
        }
      }
    },
  },
  {
    id: 'metrics-come-every-minute',
    severity: 'error',
    sentence: 'The metrics of AWS services have a data point each minute at most: no shorter period gets any.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    types: READERS,
    *check(reader) {
      for (const { name, known, period, places } of metricsOf(reader)) {
        if (known && period !== undefined && period < 60) {
          yield { at: places.period, wrong: `${name} is read every ${period} s`, write: 'set the period to 60' };
        }
      }
    },
  },
];

function regionOf({ known, name, dimensions }: Metric, assembly: Assembly): string | undefined {
  const bucketRegion = (dimension: string) => assembly.find('AWS::S3::Bucket', dimensions.get(dimension))?.stack.region;
  switch (known?.subject) {
    case 'replication':
      return bucketRegion(name === 'OperationsFailedReplication' ? 'SourceBucket' : 'DestinationBucket');
    case 'requests':
    case 'storage':
      return bucketRegion('BucketName');
    case 'api':
      return assembly.find(API, dimensions.get('ApiId'))?.stack.region;
    case undefined:
      return undefined;
    default:
      return US_EAST_1;
  }
}

const HOMES = new Map(
  Object.entries(NAMESPACES).flatMap(([namespace, table]) => Object.keys(table).map((name) => [name, namespace])),
);
const SUBJECTS = ['HealthCheckId', 'DistributionId', 'ApiId', 'SourceBucket', 'DestinationBucket', 'RuleId'];

function* misnamed({ namespace, name, dimensions, known, places }: Metric): Generator<Problem> {
  const table = NAMESPACES[namespace];
  if (known) {
    return;
  }
  if (table) {
    const near = Object.keys(table).filter((other) => plain(other) === plain(name));
    yield {
      at: places.name,
      wrong: `${namespace} has no metric ${name || 'without a name'}`,
      write: `name one of ${(near.length > 0 ? near : Object.keys(table)).join(', ')}`,
    };
    return;
  }
  const meant = Object.keys(NAMESPACES).find((other) => plain(other) === plain(namespace));
  const home = [...dimensions.keys()].some((dimension) => SUBJECTS.includes(dimension)) ? HOMES.get(name) : undefined;
  if (meant ?? home) {
    yield {
      at: places.namespace,
      wrong: `nothing publishes ${name} in ${namespace || 'no namespace'}`,
      write: `set the namespace to ${meant ?? home}`,
    };
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function isAmong(statistic: string, known: readonly string[]): boolean {
  const isPercentile = /^(p|tm|tc|ts|wm|pr|iqm)[\d(]?/i.test(statistic);
  return known.includes(isPercentile ? 'percentile' : statistic);
}
