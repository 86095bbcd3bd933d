import { GetHealthCheckCommand, type HealthCheckConfig } from '@aws-sdk/client-route-53';
import { oncePer, unlessAbsent } from '../asking';
import type { Examination } from '../check';

export interface HealthCheckFound {
  readonly id: string;
  /** Absent when there is no such check. */
  readonly config?: HealthCheckConfig;
}

/** The health check that the records name. */
export const healthCheckOf = oncePer(async (examination): Promise<HealthCheckFound> => {
  const { healthCheckId } = await examination.failoverPair();
  return readHealthCheck(examination, healthCheckId);
});

async function readHealthCheck({ aws }: Examination, id: string): Promise<HealthCheckFound> {
  const asked = aws.route53.send(new GetHealthCheckCommand({ HealthCheckId: id }));
  const answer = await unlessAbsent(asked, 'NoSuchHealthCheck');
  return { id, config: answer?.HealthCheck?.HealthCheckConfig };
}

/** What the check that decides goes by: itself, or those that a calculated one counts. */
export const countedOf = oncePer(async (examination): Promise<readonly HealthCheckFound[]> => {
  const decision = await healthCheckOf(examination);
  const { Type, ChildHealthChecks = [] } = decision.config ?? {};
  return Type === 'CALCULATED'
    ? Promise.all(ChildHealthChecks.map((id) => readHealthCheck(examination, id)))
    : [decision];
});
