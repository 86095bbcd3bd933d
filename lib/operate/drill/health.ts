import { GetHealthCheckStatusCommand } from '@aws-sdk/client-route-53';
import { HEALTHY_SHARE } from '../../timeline/lanes';
import type { Health } from '../../timeline/timeline';
import type { Aws } from '../aws';
import { readHealthCheck } from './health-check';

/**
 * What the checkers of a health check say, and what Route 53 makes of it.
 *
 * A checker's own word for an answer that passes begins with Success; inversion does not change it.
 *
 * @throws Error of the SDK
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export async function readHealth(aws: Aws, healthCheckId: string): Promise<Omit<Health, 'at'>> {
  const [{ HealthCheckObservations = [] }, { inverted }] = await Promise.all([
    aws.route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: healthCheckId })),
    readHealthCheck(aws, healthCheckId),
  ]);
  const checkers = HealthCheckObservations.length;
  const passing = HealthCheckObservations.filter(({ StatusReport }) => StatusReport?.Status?.startsWith('Success'));
  const isThrough = passing.length > checkers * HEALTHY_SHARE;
  return {
    healthy: isThrough !== inverted,
    healthyCheckers: passing.length,
    checkers,
    ...(inverted ? { inverted } : {}),
  };
}
