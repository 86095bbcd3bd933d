import { API } from '../apigateway/model';
import type { Assembly } from '../assembly/assembly';
import type { Problem, Rule } from '../rule';
import type { Subject } from './known-metrics';
import { metricsOf, READERS, replicationOf, type Metric } from './metrics';

interface Dimensions {
  readonly needed: readonly string[];
  readonly optional?: readonly string[];
}

const DIMENSIONS: Readonly<Record<Subject, Dimensions>> = {
  check: { needed: ['HealthCheckId'], optional: ['Region'] },
  zone: { needed: ['HostedZoneId'] },
  distribution: { needed: ['DistributionId', 'Region'] },
  function: { needed: ['FunctionName', 'Region'] },
  replication: { needed: ['SourceBucket', 'DestinationBucket', 'RuleId'] },
  requests: { needed: ['BucketName', 'FilterId'] },
  storage: { needed: ['BucketName', 'StorageType'] },
  api: { needed: ['ApiId'], optional: ['Stage', 'Method', 'Resource'] },
};

/** That metrics are those of something that is there. */
export const dimensionRules: readonly Rule[] = [
  {
    id: 'metrics-have-their-dimensions',
    severity: 'error',
    sentence:
      'A metric is named by exactly the dimensions that its service gives it, and they name a health check, distribution, ' +
      'API or replication rule of this app.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html',
    types: READERS,
    *check(reader, assembly) {
      for (const metric of metricsOf(reader)) {
        yield* wrongNames(metric);
        for (const wrong of wrongValues(metric, assembly)) {
          yield { at: metric.places.dimensions, wrong, write: 'name what this app has' };
        }
      }
    },
  },
];

function* wrongNames({ known, name, dimensions, places }: Metric): Generator<Problem> {
  if (!known) {
    return;
  }
  const { needed, optional = [] } = DIMENSIONS[known.subject];
  const given = [...dimensions.keys()];
  const missing = needed.filter((dimension) => !given.includes(dimension));
  const unknown = given.filter((dimension) => !needed.includes(dimension) && !optional.includes(dimension));
  if (missing.length > 0 || unknown.length > 0) {
    yield {
      at: places.dimensions,
      wrong: `${name} has no data by ${given.join(', ') || 'no dimension'}`,
      write: `give the dimensions ${needed.join(', ')}`,
    };
  }
}

function* wrongValues({ known, dimensions }: Metric, assembly: Assembly): Generator<string> {
  const value = (dimension: string) => dimensions.get(dimension) ?? '';
  const has = (type: string, dimension: string) => assembly.find(type, value(dimension)) !== undefined;
  switch (known?.subject) {
    case 'check':
      if (dimensions.has('HealthCheckId') && !has('AWS::Route53::HealthCheck', 'HealthCheckId')) {
        yield `HealthCheckId is ${value('HealthCheckId')}, which is no health check of this app`;
      }
      break;
    case 'distribution':
    case 'function':
      if (dimensions.has('Region') && value('Region') !== 'Global') {
        yield `the dimension Region of CloudFront is always Global, not ${value('Region')}`;
      }
      if (dimensions.has('DistributionId') && !has('AWS::CloudFront::Distribution', 'DistributionId')) {
        yield `DistributionId is ${value('DistributionId')}, which is no distribution of this app`;
      }
      break;
    case 'replication':
      if (DIMENSIONS.replication.needed.every((name) => dimensions.has(name)) && !replicationOf(dimensions, assembly)) {
        yield `no replication rule ${value('RuleId')} copies from ${value('SourceBucket')} to ${value('DestinationBucket')}`;
      }
      break;
    case 'requests':
    case 'storage':
      if (dimensions.has('BucketName') && !has('AWS::S3::Bucket', 'BucketName')) {
        yield `BucketName is ${value('BucketName')}, which is no bucket of this app`;
      }
      break;
    case 'api':
      if (dimensions.has('ApiId') && !has(API, 'ApiId')) {
        yield `ApiId is ${value('ApiId')}, which is no API of this app`;
      }
      break;
    default:
  }
}
