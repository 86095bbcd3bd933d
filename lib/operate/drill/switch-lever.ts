import type { Site } from '../../site-config';
import type { Mark } from '../switch/mark';
import { toldOf } from '../switch/report';
import { putSwitch, readSwitch, removeSwitch, type Engaged } from '../switch/switch-object';
import { decisionOf, type Decision } from './decision';
import type { Lever, Move } from './lever';
import { persist } from './persist';
import { Refusal } from './refusal';
import { SWITCH_STEPS } from './steps';
import { removeByHand } from './switch-restore';
import { restoreCommand, type Target } from './target';

export const RELEASED = 'somebody released the switch while the drill was under way, or took it over';

/** Until a request whose answer was lost has certainly been done, or never will be. Milliseconds. */
const SETTLING = 5_000;

/** The operator's switch. Its object is the intent and the change at once: whoever reads it knows whose the drill is. */
export function switchLever(target: Target, site: Site): Lever {
  const { aws, healthCheckId } = target;
  let decision: Decision | undefined;
  let ours: string | undefined;
  return {
    kind: 'switch',
    steps: SWITCH_STEPS,
    title: 'the switch is engaged, and released',
    async look() {
      decision = await decisionOf(aws, healthCheckId);
      const engaged = await readSwitch(aws, site);
      const reasons = engaged ? [inUse(engaged, site)] : decision.objections(site);
      if (reasons.length > 0) {
        throw new Refusal(reasons);
      }
      return decision.noticed;
    },
    async read() {
      const [health, engaged] = await Promise.all([
        decision?.read(aws).catch(() => undefined),
        readSwitch(aws, site).catch(() => 'unknown' as const),
      ]);
      const isMoved = engaged === 'unknown' ? undefined : engaged?.mark?.id === ours && ours !== undefined;
      return { ...(health && { health }), ...(isMoved !== undefined && { isMoved }) };
    },
    begin(_, word) {
      const mark: Mark = { ...word, kind: 'drill' };
      ours = mark.id;
      let isEngaged = false;
      return Promise.resolve<Move>({
        make: (step) =>
          step('engage', async () => {
            await engage(target, site, mark);
            isEngaged = true;
          }),
        undo: (step) => step('release', () => release(target, site, mark, isEngaged)),
      });
    },
  };
}

/**
 * Engages the switch unless somebody has: of two drills, S3 lets one.
 *
 * @throws Refusal when somebody else has it; any other Error when nobody knows, so that it has to be released
 */
async function engage({ aws }: Target, site: Site, mark: Mark): Promise<void> {
  await putSwitch(aws, site, mark, 'absent');
  const now = await readSwitch(aws, site);
  if (!now) {
    throw new Error(RELEASED);
  }
  // our own, should its answer have been lost and the SDK have asked again
  if (now.mark?.id !== mark.id) {
    throw new Refusal([inUse(now, site)]);
  }
}

/**
 * Releases the switch of this drill, however long it takes, and looks that it is; that of others stays.
 *
 * @param wasEngaged whether it was seen to be engaged
 * @returns when, by the clock
 * @throws Error when it was not the drill's any more, or half a day of trying has not helped
 */
async function release(
  { aws, clock, tell, domainName }: Target,
  site: Site,
  { id }: Mark,
  wasEngaged: boolean,
): Promise<number> {
  let isSettled = wasEngaged;
  let at: number | undefined;
  const released = await persist(
    async () => {
      const now = await readSwitch(aws, site);
      if (now?.mark?.id === id) {
        at = clock.now;
        await removeSwitch(aws, site, now);
        return (await readSwitch(aws, site))?.mark?.id === id ? undefined : at;
      }
      if (!isSettled) {
        // the request that engages it may still be on its way
        isSettled = true;
        await clock.sleep(SETTLING);
        return undefined;
      }
      return at ?? (wasEngaged ? 'of others' : clock.now);
    },
    {
      clock,
      tell,
      notYet: 'the switch is not released yet',
      byHand: `${removeByHand(site)}, or ${restoreCommand(domainName)} from another machine`,
    },
  );
  if (released === 'of others') {
    throw new Error(`${RELEASED}: it is left as it is now`);
  }
  return released;
}

/** Who has the switch, and what to do about it. */
function inUse(engaged: Engaged, { domainName }: Site): string {
  return engaged.mark?.kind === 'drill'
    ? `${engaged.mark.by} began a drill at ${engaged.since.toISOString()} that is not finished: if it is not running any more, ` +
        `${restoreCommand(domainName)} releases the switch`
    : `the switch is engaged ${toldOf(engaged)}: visitors are held at the secondary on purpose; ` +
        `npm run release -- --site ${domainName} takes them back`;
}
