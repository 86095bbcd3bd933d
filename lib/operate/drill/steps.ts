export interface StepInfo {
  readonly id: StepId;
  readonly title: string;
}

const BEFORE = [
  { id: 'preflight', title: 'whether the site could fail over now' },
  { id: 'confirm', title: 'your consent' },
] as const;

const MOVED = [
  { id: 'move', title: 'visitors move to the secondary' },
  { id: 'hold', title: 'hold' },
] as const;

const RETURN = { id: 'return', title: 'visitors come back to the primary' } as const;

/** What a drill by the health check does, in this order. From `intend` to `withdraw` the health check tells others of it. */
export const STEPS = [
  { id: 'look', title: 'the health check, and who else uses it' },
  ...BEFORE,
  { id: 'intend', title: 'write the intent on the health check' },
  { id: 'invert', title: 'invert the health check' },
  ...MOVED,
  { id: 'revert', title: 'put the health check back' },
  { id: 'withdraw', title: 'remove the intent' },
  RETURN,
] as const;

/** What a drill by the switch does. From `engage` to `release` the switch itself tells others of it. */
export const SWITCH_STEPS = [
  { id: 'look', title: 'the switch, and who has engaged it' },
  ...BEFORE,
  { id: 'engage', title: 'engage the switch' },
  ...MOVED,
  { id: 'release', title: 'release the switch' },
  RETURN,
] as const;

export type StepId = (typeof STEPS)[number]['id'] | (typeof SWITCH_STEPS)[number]['id'];

/** Does a step, and tells of it. */
export type Step = <Result>(id: StepId, work: () => Promise<Result>) => Promise<Result>;

export type StepState = 'begun' | 'done' | 'failed';

/** Told of each step as it begins and ends; the drill goes on when it is done with it. */
export type OnStep = (step: StepId, state: StepState) => void | Promise<void>;

/** Does a step, and says when it begins and how it ends. */
export function stepper(onStep: OnStep = () => undefined): Step {
  const say = unfailing(onStep);
  return async <Result>(id: StepId, work: () => Promise<Result>): Promise<Result> => {
    await say(id, 'begun');
    try {
      const result = await work();
      await say(id, 'done');
      return result;
    } catch (error) {
      await say(id, 'failed');
      throw error;
    }
  };
}

/** Whoever is told may have gone, and nobody is left to tell: that is no reason to leave a site as it is. */
export function unfailing<Told extends unknown[]>(
  tell: (...told: Told) => void | Promise<void>,
): (...told: Told) => Promise<void> {
  return async (...told) => {
    try {
      await tell(...told);
    } catch {
      // as above
    }
  };
}
