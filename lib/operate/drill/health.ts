import { GetHealthCheckStatusCommand } from '@aws-sdk/client-route-53';
import { HEALTHY_SHARE } from '../../timeline/lanes';
import type { Health } from '../../timeline/timeline';
import type { Aws } from '../aws';
import { readHealthCheck } from './health-check';

/** What the checkers of a health check say. */
export interface Observations {
  readonly passing: number;
  readonly checkers: number;
  /** Whether Route 53 finds what they ask for healthy; inversion comes after. */
  readonly isThrough: boolean;
}

/**
 * A checker's own word for an answer that passes begins with Success; inversion does not change it.
 *
 * @throws Error of the SDK
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export async function readObservations(aws: Aws, HealthCheckId: string): Promise<Observations> {
  const asked = new GetHealthCheckStatusCommand({ HealthCheckId });
  const { HealthCheckObservations: all = [] } = await aws.route53.send(asked);
  const passing = all.filter(({ StatusReport }) => StatusReport?.Status?.startsWith('Success')).length;
  return { passing, checkers: all.length, isThrough: passing > all.length * HEALTHY_SHARE };
}

/**
 * What the checkers of a health check say, and what Route 53 makes of it.
 *
 * @throws Error of the SDK
 */
export async function readHealth(aws: Aws, healthCheckId: string): Promise<Omit<Health, 'at'>> {
  const [{ passing, checkers, isThrough }, { inverted }] = await Promise.all([
    readObservations(aws, healthCheckId),
    readHealthCheck(aws, healthCheckId),
  ]);
  return { healthy: isThrough !== inverted, healthyCheckers: passing, checkers, ...(inverted ? { inverted } : {}) };
}
