import { setTimeout as wait } from 'node:timers/promises';

/** Time as it passes in a rehearsal, from 0: so many times faster than the wall's. */
export class Clock {
  private readonly start = performance.now();

  /**
   * @param speed 10 makes ten rehearsed seconds of one
   * @param ownDelays how long this machine may take for its own, in milliseconds by the wall's clock
   */
  constructor(
    readonly speed: number,
    private readonly ownDelays = 2000,
  ) {}

  /** Rehearsed milliseconds since the beginning. */
  get now(): number {
    return (performance.now() - this.start) * this.speed;
  }

  /**
   * Waits so many rehearsed milliseconds.
   *
   * @throws AbortError when the signal is aborted first
   */
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await wait(this.real(milliseconds), undefined, { signal });
  }

  /** How long rehearsed milliseconds are by the wall's clock. */
  real(milliseconds: number): number {
    return Math.max(milliseconds, 0) / this.speed;
  }

  /** The same for whoever waits for an answer: this machine's own delays are not those of what is rehearsed. */
  patience(milliseconds: number): number {
    return Math.max(this.real(milliseconds), this.ownDelays);
  }
}
