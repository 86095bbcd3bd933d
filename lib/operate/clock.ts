import { setTimeout as wait } from 'node:timers/promises';

/** Time as it passes for an operator's command. */
export interface Clock {
  /** Milliseconds since some moment; it never goes back. */
  readonly now: number;

  /** @throws whatever the signal was aborted with */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** That of the machine. */
export const WALL_CLOCK: Clock = {
  get now() {
    return performance.now();
  },
  async sleep(milliseconds, signal) {
    await wait(milliseconds, undefined, { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  },
};
