import { byHand, readHealthCheck, type HealthCheck } from './health-check';
import { readIntent, type Intent } from './intent';
import { Refusal } from './refusal';
import { restoreCommand, type Target } from './target';

/**
 * The health check as it is, when a drill may use it.
 *
 * @throws Refusal that says who has it, or what to do first; Error of the SDK
 */
export async function look({ aws, healthCheckId, domainName }: Target): Promise<HealthCheck> {
  // in this order: what begins after the first is seen by the second, or changes the version
  const check = await readHealthCheck(aws, healthCheckId);
  const intent = await readIntent(aws, healthCheckId);
  const reasons = intent ? [unfinished(intent, domainName)] : objections(check);
  if (reasons.length > 0) {
    throw new Refusal(reasons);
  }
  return check;
}

function objections({ id, inverted, disabled }: HealthCheck): string[] {
  return [
    ...(inverted
      ? [
          `the health check ${id} is inverted already, by no drill: visitors are held at the secondary, or were meant to be; ` +
            `${byHand(id, false)} takes them back`,
        ]
      : []),
    ...(disabled
      ? [
          `the health check ${id} is disabled, so that nothing can fail over: ` +
            `aws route53 update-health-check --health-check-id ${id} --no-disabled`,
        ]
      : []),
  ];
}

/** Of a drill that is under way, or was left. */
function unfinished({ by, since }: Intent, domainName: string): string {
  return (
    `${by} began a drill at ${since.toISOString()} that is not finished: if it is not running any more, ` +
    `${restoreCommand(domainName)} puts the health check back`
  );
}
