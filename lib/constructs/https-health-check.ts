import type { Duration } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';

/** How every check of a site asks. */
export interface HealthCheckSettings {
  /** Shown in the Route 53 console. */
  readonly name: string;

  /** 10 or 30 seconds; changing it replaces the health check. */
  readonly interval: Duration;

  /** Failed (or passed) requests in a row that change a checker's mind: 1 to 10. */
  readonly failureThreshold: number;
}

/**
 * Settings of a check by Route 53's checkers over HTTPS; they do not validate certificates.
 *
 * @param host never the website's own: a check must not watch the name whose record it decides
 * @param path answered with a status of 200 to 399; begins with `/`
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export function httpsHealthCheckProps(
  host: string,
  path: string,
  { interval, failureThreshold }: HealthCheckSettings,
): route53.HealthCheckProps {
  return {
    type: route53.HealthCheckType.HTTPS,
    fqdn: host,
    resourcePath: path,
    requestInterval: interval,
    failureThreshold,
  };
}
