import type { Aws } from '../aws';
import { awsErrorMessage } from '../aws-error';
import type { Clock } from '../clock';
import { isChangedSince, readHealthCheck, setInverted, type HealthCheck } from './health-check';
import { readIntent, removeIntent, writeIntent, type Intent } from './intent';
import { Refusal } from './refusal';

/** Until another drill that began at the same moment has written its intent again. Milliseconds. */
const SETTLING = 5_000;

const ANOTHER = 'another drill of the health check began at the same moment: let it end';
const CHANGED = 'the health check was changed by somebody at the same moment, as by a deployment: try again';

/**
 * Writes the intent on the health check.
 *
 * Tags know no condition: of two drills that write at the same moment, the one that finds its own goes on. Should both,
 * the version decides (`invert`).
 *
 * @throws Refusal when another drill has written its own over it; Error of the SDK
 */
export async function intend(aws: Aws, check: HealthCheck, intent: Intent): Promise<void> {
  await writeIntent(aws, check.id, intent);
  const written = await readIntent(aws, check.id);
  if (written?.id !== intent.id) {
    throw new Refusal([ANOTHER + (written ? ` (${written.by})` : '')]);
  }
  // whoever inverts it from here on finds this intent, and writes their own again: see `settle`
  if ((await readHealthCheck(aws, check.id)).version !== check.version) {
    throw await lost(aws, check, intent);
  }
}

/**
 * Inverts the health check, unless somebody changed it since it was read, and before the intent was written.
 *
 * @throws Refusal when somebody did: then nothing is left of the intent that nobody else needs; any other Error when it is
 * inverted, or nobody knows whether it is, and has to be put back
 */
export async function invert(aws: Aws, check: HealthCheck, intent: Intent, clock: Clock): Promise<void> {
  try {
    await setInverted(aws, check, !intent.inverted);
  } catch (error) {
    if (!isChangedSince(error)) {
      throw error;
    }
    if (!mayBeOurs(error)) {
      throw await lost(aws, check, intent);
    }
    await settle(aws, check, intent, clock);
  }
  // another drill, which is refused now, may have written its own after ours
  if ((await readIntent(aws, check.id))?.id !== intent.id) {
    await writeIntent(aws, check.id, intent);
  }
}

/** Whether what is in the way may be our own change, whose answer was lost, so that the SDK asked again. */
function mayBeOurs(error: unknown): boolean {
  return ((error as { $metadata?: { attempts?: number } }).$metadata?.attempts ?? 1) > 1;
}

/**
 * Finds out whose change it is: whoever knows that it is theirs writes their intent again.
 *
 * @throws Refusal when it is not ours; Error when nobody can tell, so that it has to be put back
 */
async function settle(aws: Aws, check: HealthCheck, intent: Intent, clock: Clock): Promise<void> {
  await clock.sleep(SETTLING);
  const now = await readHealthCheck(aws, check.id);
  if (now.inverted === intent.inverted) {
    throw await lost(aws, check, intent);
  }
  if ((await readIntent(aws, check.id))?.id !== intent.id) {
    throw new Error('the health check was inverted, and nobody can tell by which of two drills: it is put back');
  }
}

/** An intent that is ours stays while the health check is inverted: the drill that did it needs it, were it killed. */
async function lost(aws: Aws, check: HealthCheck, intent: Intent): Promise<Refusal> {
  try {
    const now = await readHealthCheck(aws, check.id);
    if (now.inverted !== intent.inverted) {
      return new Refusal([ANOTHER]);
    }
    await withdrawOwn(aws, check.id, intent);
    return new Refusal([CHANGED]);
  } catch (error) {
    return new Refusal([`${CHANGED}; ${maybeLeft(error)}`]);
  }
}

/** Removes the intent, unless it is another drill's. */
export async function withdrawOwn(aws: Aws, healthCheckId: string, intent: Intent): Promise<void> {
  if ((await readIntent(aws, healthCheckId))?.id === intent.id) {
    await removeIntent(aws, healthCheckId);
  }
}

/** What to do when nobody knows whether the intent is still there. */
export function maybeLeft(error: unknown): string {
  return `its intent may be left on the health check (${awsErrorMessage(error)}): npm run drill -- --restore removes it`;
}
