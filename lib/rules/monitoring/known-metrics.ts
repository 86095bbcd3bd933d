import { API_GATEWAY } from './known-api-metrics';

/** What CloudWatch is given by the services that sites use; a metric of another name has no data. */

/** What a metric is about, which decides its dimensions and its Region. */
export type Subject = 'check' | 'zone' | 'distribution' | 'function' | 'replication' | 'requests' | 'storage' | 'api';

export interface KnownMetric {
  readonly subject: Subject;
  readonly statistics: readonly string[];
  readonly unit: string;
  /** Least and greatest value. */
  readonly range: readonly [number, number];
  /** The better end of the range. */
  readonly good?: 'low' | 'high';
  /** Each data point says whether one operation failed: only their sum exceeds 1. */
  readonly perOperation?: boolean;
  /** What has to be turned on first. */
  readonly needs?: 'latency' | 'children' | 'additional';
}

type Table = Readonly<Record<string, KnownMetric>>;

const ANY = ['Average', 'Minimum', 'Maximum'];
const UNBOUNDED = [0, Infinity] as const;
const PERCENT = [0, 100] as const;

const named = (names: readonly string[], metric: KnownMetric): Table =>
  Object.fromEntries(names.map((name) => [name, metric]));

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html */
const ROUTE53: Table = {
  HealthCheckStatus: { subject: 'check', statistics: ANY, unit: 'None', range: [0, 1], good: 'high' },
  HealthCheckPercentageHealthy: { subject: 'check', statistics: ANY, unit: 'Percent', range: PERCENT, good: 'high' },
  ChildHealthCheckHealthyCount: {
    subject: 'check',
    statistics: ANY,
    unit: 'None',
    range: UNBOUNDED,
    good: 'high',
    needs: 'children',
  },
  ...named(['ConnectionTime', 'SSLHandshakeTime', 'TimeToFirstByte'], {
    subject: 'check',
    statistics: ANY,
    unit: 'Milliseconds',
    range: UNBOUNDED,
    good: 'low',
    needs: 'latency',
  }),
  DNSQueries: { subject: 'zone', statistics: ['Sum', 'SampleCount'], unit: 'Count', range: UNBOUNDED },
};

const rate = { subject: 'distribution', statistics: ['Average'], unit: 'Percent', range: PERCENT } as const;
const count = { statistics: ['Sum'], unit: 'None', range: UNBOUNDED } as const;

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html */
const CLOUDFRONT: Table = {
  ...named(['Requests', 'BytesDownloaded', 'BytesUploaded'], { subject: 'distribution', ...count }),
  ...named(['4xxErrorRate', '5xxErrorRate', 'TotalErrorRate'], { ...rate, good: 'low' }),
  ...named(
    ['401', '403', '404', '502', '503', '504'].map((status) => `${status}ErrorRate`),
    {
      ...rate,
      good: 'low',
      needs: 'additional',
    },
  ),
  CacheHitRate: { ...rate, good: 'high', needs: 'additional' },
  OriginLatency: {
    subject: 'distribution',
    statistics: ['percentile'],
    unit: 'Milliseconds',
    range: UNBOUNDED,
    good: 'low',
    needs: 'additional',
  },
  ...named(['LambdaExecutionError', 'LambdaValidationError', 'LambdaLimitExceededErrors'], {
    subject: 'distribution',
    ...count,
    good: 'low',
  }),
  FunctionInvocations: { subject: 'function', ...count },
  ...named(['FunctionValidationErrors', 'FunctionExecutionErrors', 'FunctionThrottles'], {
    subject: 'function',
    ...count,
    good: 'low',
  }),
  FunctionComputeUtilization: { ...rate, subject: 'function', good: 'low' },
};

const pending = { subject: 'replication', statistics: ['Maximum'], range: UNBOUNDED, good: 'low' } as const;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
const S3: Table = {
  ReplicationLatency: { ...pending, unit: 'Seconds' },
  BytesPendingReplication: { ...pending, unit: 'Bytes' },
  OperationsPendingReplication: { ...pending, unit: 'Count' },
  OperationsFailedReplication: {
    subject: 'replication',
    statistics: ['Sum', 'Average', 'Maximum'],
    unit: 'Count',
    range: UNBOUNDED,
    good: 'low',
    perOperation: true,
  },
  ...named(['4xxErrors', '5xxErrors'], {
    subject: 'requests',
    statistics: ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'],
    unit: 'Count',
    range: UNBOUNDED,
    good: 'low',
    perOperation: true,
  }),
  ...named(
    ['All', 'Get', 'Put', 'Delete', 'Head', 'Post', 'Select', 'List'].map((method) => `${method}Requests`),
    { subject: 'requests', statistics: ['Sum'], unit: 'Count', range: UNBOUNDED },
  ),
  ...named(['SelectBytesScanned', 'SelectBytesReturned', 'BytesDownloaded', 'BytesUploaded'], {
    subject: 'requests',
    statistics: ['Sum', 'SampleCount', 'percentile', ...ANY],
    unit: 'Bytes',
    range: UNBOUNDED,
  }),
  ...named(['FirstByteLatency', 'TotalRequestLatency'], {
    subject: 'requests',
    statistics: ['Sum', 'SampleCount', 'percentile', ...ANY],
    unit: 'Milliseconds',
    range: UNBOUNDED,
    good: 'low',
  }),
  BucketSizeBytes: { subject: 'storage', statistics: ['Average'], unit: 'Bytes', range: UNBOUNDED },
  NumberOfObjects: { subject: 'storage', statistics: ['Average'], unit: 'Count', range: UNBOUNDED },
};

export const NAMESPACES: Readonly<Record<string, Table>> = {
  'AWS/Route53': ROUTE53,
  'AWS/CloudFront': CLOUDFRONT,
  'AWS/S3': S3,
  'AWS/ApiGateway': API_GATEWAY,
};

/** What AWS gives of that name, if anything. */
export function knownMetric(namespace: string, name: string): KnownMetric | undefined {
  const table = NAMESPACES[namespace] ?? {};
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
