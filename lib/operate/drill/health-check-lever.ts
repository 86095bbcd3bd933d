import { intend, invert } from './begin';
import { readHealth } from './health';
import type { Intent } from './intent';
import type { Lever, Move, Word } from './lever';
import { look } from './look';
import { putBack, withdraw } from './put-back';
import { STEPS, type Step } from './steps';
import type { Target } from './target';

/** The health check that decides between the records of a site, which is inverted. */
export function healthCheckLever(target: Target): Lever {
  return {
    kind: 'health check',
    steps: STEPS,
    title: 'the health check is inverted, and put back',
    async look() {
      const { interval, threshold } = await look(target);
      return interval * threshold;
    },
    async read() {
      const health = await readHealth(target.aws, target.healthCheckId);
      return { health, isMoved: health.inverted ?? false };
    },
    begin: (step, word) => step('intend', () => begun(target, word)),
  };
}

async function begun(target: Target, word: Word): Promise<Move> {
  const check = await look(target);
  const { inverted, version } = check;
  const intent: Intent = { ...word, inverted, version };
  await intend(target, check, intent);
  return {
    make: (step) => step('invert', () => invert(target, check, intent)),
    undo: (step) => undone(step, target, intent),
  };
}

async function undone(step: Step, target: Target, intent: Intent): Promise<number> {
  const back = await step('revert', () => putBack(target, intent));
  await step('withdraw', () => withdraw(target, back));
  return back.at;
}
