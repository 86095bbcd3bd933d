import type { Aws } from '../aws';
import type { Clock } from '../clock';
import { byHand, isChangedSince, readHealthCheck, setInverted } from './health-check';
import { INTENT_TAG, readIntent, removeIntent } from './intent';
import { persist, type Persistence } from './persist';

export interface PutBackSettings {
  readonly aws: Aws;
  readonly healthCheckId: string;
  readonly clock: Clock;
  /** Told what stands in the way. */
  readonly tell: (text: string) => void;
}

/**
 * Puts the health check back, however long it takes, and looks that it is.
 *
 * It writes even what it reads already: a change that was sent before, and arrives later, comes with an old version then.
 *
 * @param inverted what it was before
 * @returns when it was changed, by the clock
 * @throws Error when the health check is gone, or half a day of trying has not helped
 */
export async function putBack(
  { aws, healthCheckId, clock, tell }: PutBackSettings,
  inverted: boolean,
): Promise<number> {
  const persistence: Persistence = {
    clock,
    tell,
    notYet: 'the health check is not back yet',
    byHand: `${byHand(healthCheckId, inverted)}, or npm run drill -- --restore from another machine`,
  };
  return persist(async () => {
    const check = await readHealthCheck(aws, healthCheckId);
    const at = clock.now;
    try {
      await setInverted(aws, check, inverted);
    } catch (error) {
      // by somebody else, or by ourselves: the answer may have been lost
      if (!isChangedSince(error)) {
        throw error;
      }
    }
    return (await readHealthCheck(aws, healthCheckId)).inverted === inverted ? at : undefined;
  }, persistence);
}

/**
 * Removes the intent, however long it takes, and looks that it is gone.
 *
 * @throws Error when the health check is gone, or half a day of trying has not helped
 */
export async function withdraw({ aws, healthCheckId, clock, tell }: PutBackSettings): Promise<void> {
  const persistence: Persistence = {
    clock,
    tell,
    notYet: 'the health check is as it was, but the intent is not removed yet',
    byHand:
      `aws route53 change-tags-for-resource --resource-type healthcheck --resource-id ${healthCheckId} ` +
      `--remove-tag-keys ${INTENT_TAG}`,
  };
  await persist(async () => {
    await removeIntent(aws, healthCheckId);
    return (await readIntent(aws, healthCheckId)) ? undefined : true;
  }, persistence);
}
