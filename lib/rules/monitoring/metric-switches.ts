import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { metricsOf, READERS, replicationOf, type Metric } from './metrics';

/** That metrics which have to be turned on are. */
export const metricSwitchRules: readonly Rule[] = [
  {
    id: 'metrics-are-turned-on',
    severity: 'error',
    sentence: 'A metric that has to be turned on, on its health check, distribution, bucket or replication rule, is.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html',
    types: READERS,
    *check(reader, assembly) {
      for (const metric of metricsOf(reader)) {
        const write = switchedOff(metric, assembly);
        if (write !== undefined) {
          yield { at: metric.places.name, wrong: `${metric.name} is not published: it is not turned on`, write };
        }
      }
    },
  },
];

/** What to write to have the metric published. */
function switchedOff({ known, dimensions }: Metric, assembly: Assembly): string | undefined {
  const check = assembly.find('AWS::Route53::HealthCheck', dimensions.get('HealthCheckId'))?.at('HealthCheckConfig');
  if (known?.needs === 'latency' && check && check.at('MeasureLatency').flag !== true) {
    return 'set MeasureLatency of the health check to true';
  }
  if (known?.needs === 'children' && check && check.at('Type').text !== 'CALCULATED') {
    return 'read it of a CALCULATED health check';
  }
  if (known?.needs === 'additional') {
    const subscriptions = assembly.once(subscriptionsByDistribution).get(dimensions.get('DistributionId'));
    return subscriptions ? undefined : 'add an AWS::CloudFront::MonitoringSubscription of the distribution, Enabled';
  }
  if (known?.subject === 'replication') {
    const rule = replicationOf(dimensions, assembly);
    return rule && rule.at('Destination.Metrics.Status').text !== 'Enabled'
      ? 'set Destination.Metrics.Status of the replication rule to Enabled'
      : undefined;
  }
  const bucket = known?.subject === 'requests' && assembly.find('AWS::S3::Bucket', dimensions.get('BucketName'));
  const filters = bucket ? bucket.at('MetricsConfigurations').list.map((filter) => filter.at('Id').text) : undefined;
  return filters?.includes(dimensions.get('FilterId')) === false
    ? `add ${dimensions.get('FilterId')} to MetricsConfigurations of the bucket`
    : undefined;
}

function subscriptionsByDistribution(assembly: Assembly): Map<string | undefined, Resource[]> {
  const enabled = assembly
    .all('AWS::CloudFront::MonitoringSubscription')
    .filter(
      (subscription) =>
        subscription.at('MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus')
          .text === 'Enabled',
    );
  return groupBy(enabled, (subscription) => subscription.at('DistributionId').text);
}
