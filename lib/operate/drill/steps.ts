/** What a drill does, in this order. From `intend` to `withdraw` the health check tells others of it. */
export const STEPS = [
  { id: 'look', title: 'the health check, and who else uses it' },
  { id: 'preflight', title: 'whether the site could fail over now' },
  { id: 'confirm', title: 'your consent' },
  { id: 'intend', title: 'write the intent on the health check' },
  { id: 'invert', title: 'invert the health check' },
  { id: 'move', title: 'visitors move to the secondary' },
  { id: 'hold', title: 'hold' },
  { id: 'revert', title: 'put the health check back' },
  { id: 'withdraw', title: 'remove the intent' },
  { id: 'return', title: 'visitors come back to the primary' },
] as const;

export type StepId = (typeof STEPS)[number]['id'];

export type StepState = 'begun' | 'done' | 'failed';

/** Told of each step as it begins and ends; the drill goes on when it is done with it. */
export type OnStep = (step: StepId, state: StepState) => void | Promise<void>;

/** Does a step, and says when it begins and how it ends. */
export function stepper(onStep: OnStep = () => undefined) {
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
