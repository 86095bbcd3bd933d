import { byHand, isChangedSince, readHealthCheck, setInverted, type HealthCheck } from './health-check';
import { INTENT_TAG, readIntent, removeIntent, UnreadableIntent, type Intent } from './intent';
import { persist, type Persistence } from './persist';
import { restoreCommand, type Target } from './target';

export const RESTORED = 'somebody put the health check back while the drill was under way';

/** What is to be undone. */
export interface Undoing {
  /** Whether the health check was inverted before. */
  readonly inverted: boolean;
  /** Of the health check before the change that is to be undone; later ones are somebody else's. */
  readonly version: number;
}

/** The health check is as it was. */
export interface Back {
  /** When it was changed, by the clock. */
  readonly at: number;
  /** Of the health check before: no drill that began by then can change it any more. */
  readonly version: number;
}

/**
 * Puts the health check back, however long it takes, and looks that it is; what others have made of it since is left.
 *
 * It writes even what it reads already: a change that was sent before, and arrives later, comes with an old version then.
 *
 * @throws Error when others have put it back before; when it is gone, or half a day of trying has not helped
 */
export async function putBack(target: Target, { inverted, version }: Undoing): Promise<Back> {
  const { aws, healthCheckId, domainName, clock } = target;
  const persistence: Persistence = {
    ...target,
    notYet: 'the health check is not back yet',
    byHand: `${byHand(healthCheckId, inverted)}, or ${restoreCommand(domainName)} from another machine`,
  };
  // what our own changes may have made of it, whether or not their answers came
  let latest = version + 1;
  const back = await persist(async () => {
    // in this order: what happens after the first makes the version another, and the change is refused
    const check = await readHealthCheck(aws, healthCheckId);
    const intent = await readIntent(aws, healthCheckId).catch(() => 'unreadable' as const);
    if (isOfOthers(check, intent, version, latest)) {
      return 'of others';
    }
    const at = clock.now;
    latest = check.version + 1;
    try {
      await setInverted(aws, check, inverted);
    } catch (error) {
      // by somebody else, or by ourselves: the answer may have been lost
      if (!isChangedSince(error)) {
        throw error;
      }
    }
    const isBack = (await readHealthCheck(aws, healthCheckId)).inverted === inverted;
    return isBack ? { at, version: check.version } : undefined;
  }, persistence);
  if (back === 'of others') {
    throw new Error(`${RESTORED}: it is left as it is now`);
  }
  return back;
}

/**
 * Whether somebody has put the health check back, and what it is now is theirs.
 *
 * No drill begins on an inverted health check, or on one with an intent. So an intent that is not ours is that of a drill
 * which began beside us and was refused (of our version), or of one that began after somebody had restored ours (later).
 */
function isOfOthers(check: HealthCheck, intent: Intent | 'unreadable' | undefined, version: number, latest: number) {
  if (intent === 'unreadable') {
    return false;
  }
  return intent === undefined ? check.version > latest : intent.version > version;
}

/**
 * Removes the intent, however long it takes, and looks that it is gone; that of a drill which began later stays.
 *
 * @param version of the health check when it was put back
 * @param evenUnreadable whether a tag goes that no drill has written
 * @throws Error when the health check is gone, or half a day of trying has not helped
 */
export async function withdraw(target: Target, { version }: Back, evenUnreadable = false): Promise<void> {
  const { aws, healthCheckId } = target;
  const persistence: Persistence = {
    ...target,
    notYet: 'the health check is as it was, but the intent is not removed yet',
    byHand:
      `aws route53 change-tags-for-resource --resource-type healthcheck --resource-id ${healthCheckId} ` +
      `--remove-tag-keys ${INTENT_TAG}`,
  };
  const isLeft = async () => {
    try {
      const intent = await readIntent(aws, healthCheckId);
      return intent !== undefined && intent.version <= version;
    } catch (error) {
      if (error instanceof UnreadableIntent) {
        return evenUnreadable;
      }
      throw error;
    }
  };
  await persist(async () => {
    if (await isLeft()) {
      await removeIntent(aws, healthCheckId);
      return (await isLeft()) ? undefined : true;
    }
    return true;
  }, persistence);
}
