import { Stack } from 'aws-cdk-lib';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { SiteAlarms } from '../constructs/site-alarms';
import { SiteDashboard } from '../constructs/site-dashboard';
import { distributionMetric, healthCheckMetric } from '../constructs/site-metrics';
import type { SiteStackProps } from './site-stack-props';

export interface MonitoringStackProps extends SiteStackProps {
  /** Health check that decides where DNS points. */
  readonly healthCheck: route53.IHealthCheck;

  /** Health check of the primary bucket; the same where nothing else decides. */
  readonly originHealthCheck: route53.IHealthCheck;

  /**
   * Health check of the distribution.
   *
   * @default - there is none: DNS goes by the primary bucket
   */
  readonly distributionHealthCheck?: route53.IHealthCheck;

  /** Distribution in front of the primary bucket. */
  readonly distribution: cloudfront.IDistribution;
}

/** A check's status is 1 or 0, and published every minute: none at all is no good sign. */
const UNHEALTHY = {
  comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: cloudwatch.TreatMissingData.BREACHING,
};

/** us-east-1, the only Region with metrics of health checks and distributions. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);

    const { site, healthCheck, originHealthCheck, distributionHealthCheck, distribution } = props;
    const isHttps = site.secondaryEndpoint === 'https';
    const { intervalSeconds, failureThreshold } = site.healthCheck;
    const alarms = new SiteAlarms(this, 'Alarms', { domainName: site.domainName, email: site.alarmEmail });
    const settings = `(every ${intervalSeconds} s, threshold ${failureThreshold})`;
    alarms.add('PrimaryUnhealthy', {
      // The settings are not there for the reader alone. A new interval replaces the health check, and this stack hears
      // of the new id only when it is deployed, which the CLI skips while its template is the same.
      problem:
        `the primary fails its health check ${settings}, ` +
        (isHttps ? 'CloudFront serves the replica' : 'DNS answers the secondary'),
      metric: healthCheckMetric('HealthCheckStatus', originHealthCheck),
      ...UNHEALTHY,
    });
    if (healthCheck !== originHealthCheck) {
      const primary = isHttps ? 'CloudFront' : 'the primary';
      alarms.add('FailedOver', {
        problem:
          `DNS answers the secondary: ${primary} fails its health check ${settings}, ` +
          "or the operator's switch is engaged",
        metric: healthCheckMetric('HealthCheckStatus', healthCheck),
        ...UNHEALTHY,
      });
    }
    alarms.add('ServerErrors', {
      problem: 'CloudFront answers more than 5 % of requests with a server error',
      metric: distributionMetric('5xxErrorRate', distribution),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 5,
      evaluationPeriods: 5,
      // a minute without visitors has no error rate
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    new SiteDashboard(this, 'Overview', {
      ...site,
      dashboardName: this.stackName,
      healthCheck,
      primaryHealthChecks: [originHealthCheck, ...(distributionHealthCheck ? [distributionHealthCheck] : [])],
      distribution,
    });
  }
}
