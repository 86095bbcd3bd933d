import { GetHealthCheckCommand, UpdateHealthCheckCommand } from '@aws-sdk/client-route-53';
import type { Aws } from '../aws';
import { nameOf } from '../aws-error';

/** What a drill needs to know of the health check that decides where visitors go. */
export interface HealthCheck {
  readonly id: string;
  /** Route 53 counts every change. */
  readonly version: number;
  readonly inverted: boolean;
  readonly disabled: boolean;
  /** Milliseconds from one request of a checker to its next. */
  readonly interval: number;
  /** Answers in a row that change a checker's mind. */
  readonly threshold: number;
}

/**
 * @throws Error of the SDK
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export async function readHealthCheck(aws: Aws, id: string): Promise<HealthCheck> {
  const { HealthCheck: found } = await aws.route53.send(new GetHealthCheckCommand({ HealthCheckId: id }));
  const { Inverted, Disabled, RequestInterval = 30, FailureThreshold = 3 } = found?.HealthCheckConfig ?? {};
  return {
    id,
    version: found?.HealthCheckVersion ?? 0,
    inverted: Inverted ?? false,
    disabled: Disabled ?? false,
    interval: RequestInterval * 1000,
    threshold: FailureThreshold,
  };
}

/**
 * Changes this one setting, and only if nobody has changed the health check since it was read.
 *
 * @throws Error of the SDK: see `isChangedSince`
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
 */
export async function setInverted(aws: Aws, { id, version }: HealthCheck, inverted: boolean): Promise<void> {
  // what is not given stays as it is
  const change = { HealthCheckId: id, HealthCheckVersion: version, Inverted: inverted };
  await aws.route53.send(new UpdateHealthCheckCommand(change));
}

/** Whether a change was refused because there was another since the health check was read. */
export function isChangedSince(error: unknown): boolean {
  return nameOf(error) === 'HealthCheckVersionMismatch';
}

/** What anybody can type who has the rights and the AWS CLI. */
export function byHand(id: string, inverted: boolean): string {
  return `aws route53 update-health-check --health-check-id ${id} ${inverted ? '--inverted' : '--no-inverted'}`;
}
