import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import type { Clock } from '../clock';
import { readFailoverPair } from '../failover-pair';
import { spoken } from './duration';
import { byHand, readHealthCheck } from './health-check';
import { readIntent, UnreadableIntent, type Intent } from './intent';
import { putBack, withdraw } from './put-back';
import { Refusal } from './refusal';
import { restoreCommand, type Target } from './target';

export interface RestoreSettings {
  readonly site: Site;
  readonly aws: Aws;
  readonly clock: Clock;
  /** @default - the one of the site's records */
  readonly healthCheckId?: string;
  /** Takes the inversion back even where no drill has left word of it. */
  readonly evenWithoutIntent: boolean;
  readonly tell: (text: string) => void;
}

/** What `npm run drill -- --restore --json` prints. */
export interface RestoreReport {
  readonly version: 1;
  readonly site: string;
  readonly healthCheckId: string;
  /** The drill whose work it was; absent when there was none. */
  readonly drill?: { readonly id: string; readonly since: string; readonly by: string };
  /** Whether the health check was inverted when it was looked at first. */
  readonly wasInverted: boolean;
  readonly isInverted: boolean;
}

/**
 * Finishes a drill that cannot: puts the health check back and removes the intent. What is done already is done again,
 * so that a change on its way from a killed drill comes too late.
 *
 * @throws Refusal when the health check is inverted by no drill; Error of the SDK
 */
export async function restore(props: RestoreSettings): Promise<RestoreReport> {
  const { site, aws, clock, evenWithoutIntent, tell } = props;
  const healthCheckId = props.healthCheckId ?? (await idOf(aws, site));
  const { domainName } = site;
  const target: Target = { aws, healthCheckId, domainName, clock, tell };
  const check = await readHealthCheck(aws, healthCheckId);
  const intent = await intentOf(aws, healthCheckId, evenWithoutIntent);
  if (!intent && check.inverted && !evenWithoutIntent) {
    throw new Refusal([
      `the health check ${healthCheckId} is inverted, and no drill left word of it: somebody may hold visitors at the ` +
        `secondary on purpose (docs/runbook.md). To take them back: ` +
        `${restoreCommand(domainName, '--even-without-intent')}, or ${byHand(healthCheckId, false)}`,
    ]);
  }
  if (intent) {
    const age = spoken(Math.max(Date.now() - intent.since.getTime(), 0));
    tell(`${intent.by} began a drill ${age} ago; should it still be running, it notices and ends`);
  }
  const isInverted = intent?.inverted ?? false;
  if (intent || check.inverted || evenWithoutIntent) {
    const back = await putBack(target, { inverted: isInverted, version: check.version });
    await withdraw(target, back, evenWithoutIntent);
  }
  return {
    version: 1,
    site: domainName,
    healthCheckId,
    ...(intent && { drill: { id: intent.id, since: intent.since.toISOString(), by: intent.by } }),
    wasInverted: check.inverted,
    isInverted,
  };
}

async function idOf(aws: Aws, site: Site): Promise<string> {
  try {
    return (await readFailoverPair(aws, site)).healthCheckId;
  } catch (error) {
    throw new Error(
      `the health check must be found by the records of ${site.domainName}, or be named by --health-check ` +
        '(the output HealthCheckId of the stack Website)',
      { cause: error },
    );
  }
}

/** @throws Error when somebody else wrote the tag, unless that is to be passed over */
async function intentOf(aws: Aws, healthCheckId: string, evenWithout: boolean): Promise<Intent | undefined> {
  try {
    return await readIntent(aws, healthCheckId);
  } catch (error) {
    if (evenWithout && error instanceof UnreadableIntent) {
      return undefined;
    }
    throw error;
  }
}

/** What was done, for a person to read. */
export function restoreText({ healthCheckId, drill, wasInverted, isInverted }: RestoreReport): string {
  const state = isInverted ? 'inverted' : 'not inverted';
  if (!drill && wasInverted === isInverted) {
    return `nothing to restore: the health check ${healthCheckId} is ${state}, and no drill left word on it`;
  }
  const whose = drill ? `, as before the drill of ${drill.by} of ${drill.since}` : '';
  const was = wasInverted === isInverted ? `was ${state} already` : `is ${state} again`;
  return `the health check ${healthCheckId} ${was}${whose}; DNS follows within a minute or two`;
}
