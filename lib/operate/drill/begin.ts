import { awsErrorMessage } from '../aws-error';
import { isChangedSince, readHealthCheck, setInverted, type HealthCheck } from './health-check';
import { readIntent, removeIntent, writeIntent, type Intent } from './intent';
import { Refusal } from './refusal';
import { restoreCommand, type Target } from './target';

/** Until another drill that began at the same moment has written its intent again. Milliseconds. */
const SETTLING = 5_000;

/** Looks for a tag that was written and is not seen, and the time between them. Milliseconds. */
const LOOKS = 5;
const BETWEEN_LOOKS = 1_000;

const ANOTHER = 'another drill of the health check began at the same moment: let it end';
const CHANGED = 'the health check was changed by somebody at the same moment, as by a deployment: try again';
const UNSEEN = 'Route 53 does not show the intent that was written on the health check: try again';

/**
 * Writes the intent on the health check.
 *
 * Tags know no condition: of two drills that write at the same moment, the one that finds its own goes on. Should both,
 * the version decides (`invert`).
 *
 * @throws Refusal when another drill has written its own over it; Error of the SDK
 */
export async function intend(target: Target, check: HealthCheck, intent: Intent): Promise<void> {
  try {
    await write(target, check, intent);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      await withdrawOwn(target, intent).catch((other: unknown) => target.tell(maybeLeft(target, other)));
    }
    throw error;
  }
}

async function write(target: Target, check: HealthCheck, intent: Intent): Promise<void> {
  const { aws } = target;
  await writeIntent(aws, check.id, intent);
  const written = await seen(target);
  if (!written) {
    await removeIntent(aws, check.id);
    throw new Refusal([UNSEEN]);
  }
  if (written.id !== intent.id) {
    throw new Refusal([`${ANOTHER} (${written.by})`]);
  }
  // whoever inverts it from here on finds this intent, and writes their own again: see `settle`
  if ((await readHealthCheck(aws, check.id)).version !== check.version) {
    throw await lost(target, check, intent);
  }
}

/** The intent on the health check. Nobody promises that what was written is read at once. */
async function seen({ aws, healthCheckId, clock }: Target): Promise<Intent | undefined> {
  for (let looks = 1; ; looks++) {
    const intent = await readIntent(aws, healthCheckId);
    if (intent || looks === LOOKS) {
      return intent;
    }
    await clock.sleep(BETWEEN_LOOKS);
  }
}

/**
 * Inverts the health check, unless somebody changed it since it was read, and before the intent was written.
 *
 * @throws Refusal when somebody did: then nothing is left of the intent that nobody else needs; any other Error when it is
 * inverted, or nobody knows whether it is, and has to be put back
 */
export async function invert(target: Target, check: HealthCheck, intent: Intent): Promise<void> {
  const { aws } = target;
  try {
    await setInverted(aws, check, !intent.inverted);
  } catch (error) {
    if (!isChangedSince(error)) {
      throw error;
    }
    if (!mayBeOurs(error)) {
      throw await lost(target, check, intent);
    }
    await settle(target, check, intent);
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
async function settle(target: Target, check: HealthCheck, intent: Intent): Promise<void> {
  const { aws, clock } = target;
  await clock.sleep(SETTLING);
  const now = await readHealthCheck(aws, check.id);
  if (now.inverted === intent.inverted) {
    throw await lost(target, check, intent);
  }
  if ((await readIntent(aws, check.id))?.id !== intent.id) {
    throw new Error('the health check was inverted, and nobody can tell by which of two drills: it is put back');
  }
}

/** An intent that is ours stays while the health check is inverted: the drill that did it needs it, were it killed. */
async function lost(target: Target, check: HealthCheck, intent: Intent): Promise<Refusal> {
  try {
    const now = await readHealthCheck(target.aws, check.id);
    if (now.inverted !== intent.inverted) {
      return new Refusal([ANOTHER]);
    }
    await withdrawOwn(target, intent);
    return new Refusal([CHANGED]);
  } catch (error) {
    return new Refusal([`${CHANGED}; ${maybeLeft(target, error)}`]);
  }
}

/** Removes the intent, unless it is another drill's. */
async function withdrawOwn({ aws, healthCheckId }: Target, intent: Intent): Promise<void> {
  if ((await readIntent(aws, healthCheckId))?.id === intent.id) {
    await removeIntent(aws, healthCheckId);
  }
}

/** What to do when nobody knows whether the intent is still there. */
function maybeLeft({ domainName }: Target, error: unknown): string {
  return `its intent may be left on the health check (${awsErrorMessage(error)}): ${restoreCommand(domainName)} removes it`;
}
