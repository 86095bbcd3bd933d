import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { distributionMetric, healthCheckMetric, replicationMetric, type ReplicationMetricProps } from './site-metrics';

export interface SiteDashboardProps extends ReplicationMetricProps {
  /** Unique in the account: dashboards belong to no Region. */
  readonly dashboardName: string;

  /** Health check that decides where DNS points. */
  readonly healthCheck: route53.IHealthCheck;

  /** Health checks that ask something of the primary: those have checkers, of which a share gets through. */
  readonly primaryHealthChecks: readonly route53.IHealthCheck[];

  /** Distribution in front of the primary bucket. */
  readonly distribution: cloudfront.IDistribution;
}

/** One screen for whoever is on call: does DNS answer the primary, what do visitors get, is the replica up to date. */
export class SiteDashboard extends Construct {
  constructor(scope: Construct, id: string, props: SiteDashboardProps) {
    super(scope, id);

    const { healthCheck, distribution } = props;
    const graph = (title: string, left: cloudwatch.IMetric[], right: cloudwatch.IMetric[]) =>
      new cloudwatch.GraphWidget({ title, left, right, width: 6, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName,
      widgets: [
        [
          graph(
            'Primary: healthy (1) or failed over (0), and checkers that reach it (%)',
            [healthCheckMetric('HealthCheckStatus', healthCheck)],
            props.primaryHealthChecks.map((check) => healthCheckMetric('HealthCheckPercentageHealthy', check)),
          ),
          graph(
            'CloudFront: requests, and errors (%)',
            [distributionMetric('Requests', distribution)],
            [distributionMetric('4xxErrorRate', distribution), distributionMetric('5xxErrorRate', distribution)],
          ),
          graph(
            'Replication: seconds behind, and operations failed',
            [replicationMetric('ReplicationLatency', props)],
            [replicationMetric('OperationsFailedReplication', props)],
          ),
          graph('Replication: bytes pending', [replicationMetric('BytesPendingReplication', props)], []),
        ],
      ],
    });
  }
}
