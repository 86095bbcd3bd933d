import { Duration } from 'aws-cdk-lib';
import type * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import { REPLICATION_RULE_ID } from '../config/names';
import { US_EAST_1 } from '../config/regions';

const PERIOD = Duration.minutes(1);

/**
 * A metric of a health check: `HealthCheckStatus` (1 or 0), `HealthCheckPercentageHealthy` (percent of checkers).
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export function healthCheckMetric(
  metricName: 'HealthCheckStatus' | 'HealthCheckPercentageHealthy',
  healthCheck: route53.IHealthCheck,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Route53',
    metricName,
    dimensionsMap: { HealthCheckId: healthCheck.healthCheckId },
    statistic: cloudwatch.Stats.MINIMUM,
    period: PERIOD,
    region: US_EAST_1,
  });
}

/**
 * A metric of a distribution: `Requests` (a count), `4xxErrorRate` and `5xxErrorRate` (percent of requests).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export function distributionMetric(
  metricName: 'Requests' | '4xxErrorRate' | '5xxErrorRate',
  distribution: cloudfront.IDistribution,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: distribution.distributionId, Region: 'Global' },
    statistic: metricName === 'Requests' ? cloudwatch.Stats.SUM : cloudwatch.Stats.AVERAGE,
    period: PERIOD,
    region: US_EAST_1,
  });
}

/**
 * A metric of an HTTP API: `5xx` (a count).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export function endpointMetric(metricName: '5xx', api: apigatewayv2.IHttpApi): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: api.apiId },
    statistic: cloudwatch.Stats.SUM,
    period: PERIOD,
  });
}

export interface ReplicationMetricProps {
  /** Name of the bucket with the replication rule. */
  readonly primaryBucketName: string;

  /** Region of that bucket. */
  readonly primaryRegion: string;

  /** Name of the bucket that gets the copies. */
  readonly secondaryBucketName: string;

  /** Region of that bucket. */
  readonly secondaryRegion: string;
}

/**
 * A metric of the replication rule, a maximum per minute; nothing is published while nothing is replicated.
 *
 * `ReplicationLatency` (seconds) and `BytesPendingReplication` exist in the secondary Region,
 * `OperationsFailedReplication` (a count) in the primary.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function replicationMetric(
  metricName: 'ReplicationLatency' | 'BytesPendingReplication' | 'OperationsFailedReplication',
  props: ReplicationMetricProps,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/S3',
    metricName,
    dimensionsMap: {
      SourceBucket: props.primaryBucketName,
      DestinationBucket: props.secondaryBucketName,
      RuleId: REPLICATION_RULE_ID,
    },
    statistic: cloudwatch.Stats.MAXIMUM,
    period: PERIOD,
    region: metricName === 'OperationsFailedReplication' ? props.primaryRegion : props.secondaryRegion,
  });
}
