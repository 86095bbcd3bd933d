import { awsErrorMessage, nameOf } from '../aws-error';
import type { Clock } from '../clock';

/** Milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const PATIENCE = 12 * 3_600_000;

export interface Persistence {
  readonly clock: Clock;
  /** Told what stands in the way. */
  readonly tell: (text: string) => void;
  /** `the health check is not back yet`. */
  readonly notYet: string;
  /** How anybody does it without us. */
  readonly byHand: string;
}

/**
 * Tries until it succeeds, through every failure of the network, of AWS and of credentials. Nothing interrupts it.
 *
 * @param attempt answers nothing when it has to be tried again
 * @throws Error when what it is about is gone, or half a day has not helped
 */
export async function persist<Result>(
  attempt: () => Promise<Result | undefined>,
  { clock, tell, notYet, byHand }: Persistence,
): Promise<Result> {
  const start = clock.now;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      const result = await attempt();
      if (result !== undefined) {
        return result;
      }
    } catch (error) {
      const why = awsErrorMessage(error);
      if (nameOf(error) === 'NoSuchHealthCheck' || clock.now - start > PATIENCE) {
        throw new Error(`${notYet}, by hand it goes so: ${byHand}`, { cause: error });
      }
      tell(`${notYet} (${why}), trying again and again. By hand: ${byHand}`);
    }
    await clock.sleep(pause);
  }
}
