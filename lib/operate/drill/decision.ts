import { GetHealthCheckCommand } from '@aws-sdk/client-route-53';
import { SWITCH_KEY } from '../../config/names';
import type { Site } from '../../site-config';
import type { Health } from '../../timeline/timeline';
import type { Aws } from '../aws';
import { byHand } from './health-check';
import { readObservations } from './health';

/** A health check as a calculated one counts it. */
interface Child {
  readonly id: string;
  readonly inverted: boolean;
  readonly disabled: boolean;
  /** Milliseconds until a change of what it watches is noticed. */
  readonly noticed: number;
  readonly isSwitch: boolean;
}

/** What decides between the records of a site with a switch: a calculated health check with its children. */
export interface Decision {
  /** Milliseconds until a change of the switch is noticed. */
  readonly noticed: number;
  /** What keeps a change of the switch from moving visitors, and back. */
  objections(site: Site): string[];
  /** What Route 53 makes of it. @throws Error of the SDK */
  read(aws: Aws): Promise<Omit<Health, 'at'>>;
}

/**
 * Reads the health check that the records name, once: a drill changes none of them.
 *
 * @throws Error of the SDK
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export async function decisionOf(aws: Aws, id: string): Promise<Decision> {
  const config = await configOf(aws, id);
  const ids = config.ChildHealthChecks ?? [];
  const children = await Promise.all(ids.map((child) => childOf(aws, child)));
  return {
    noticed: children.find(({ isSwitch }) => isSwitch)?.noticed ?? 0,
    objections: ({ domainName }) => [
      ...(children.some(({ isSwitch, inverted }) => isSwitch && inverted)
        ? []
        : [
            `the records of ${domainName} must follow the switch, got: the health check ${id}, which does not count it; ` +
              'deploy the site first (npm run deploy)',
          ]),
      ...(config.Inverted ? [`the health check ${id} is inverted: ${byHand(id, false)} puts it back`] : []),
      ...[{ id, disabled: config.Disabled ?? false }, ...children].flatMap((check) =>
        check.disabled
          ? [
              `the health check ${check.id} is disabled, so that it counts as healthy whatever happens: ` +
                `aws route53 update-health-check --health-check-id ${check.id} --no-disabled`,
            ]
          : [],
      ),
    ],
    read: (asking) => read(asking, children, config.HealthThreshold ?? ids.length),
  };
}

/**
 * Route 53 tells nobody the status of a calculated check, so it is worked out from its children.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html
 */
async function read(aws: Aws, children: readonly Child[], threshold: number): Promise<Omit<Health, 'at'>> {
  const seen = await Promise.all(
    children.map(async ({ id, inverted }) => {
      const { passing, checkers, isThrough } = await readObservations(aws, id);
      return { healthy: isThrough !== inverted, checkers, wellSaying: inverted ? checkers - passing : passing };
    }),
  );
  return {
    healthy: seen.filter(({ healthy }) => healthy).length >= threshold,
    healthyCheckers: seen.reduce((sum, { wellSaying }) => sum + wellSaying, 0),
    checkers: seen.reduce((sum, { checkers }) => sum + checkers, 0),
  };
}

async function childOf(aws: Aws, id: string): Promise<Child> {
  const { Inverted, Disabled, ResourcePath, RequestInterval = 30, FailureThreshold = 3 } = await configOf(aws, id);
  return {
    id,
    inverted: Inverted ?? false,
    disabled: Disabled ?? false,
    noticed: RequestInterval * FailureThreshold * 1000,
    isSwitch: ResourcePath === `/${SWITCH_KEY}`,
  };
}

async function configOf(aws: Aws, HealthCheckId: string) {
  const { HealthCheck } = await aws.route53.send(new GetHealthCheckCommand({ HealthCheckId }));
  return HealthCheck?.HealthCheckConfig ?? { Type: undefined };
}
