import { atWork } from './at-work';

/** Milliseconds by the wall's clock. */
const TICK = 5;

/** What passes from one look at the clock to the next, at most: more is this machine's delay, and does not count. */
const LONGEST_STEP = 20;

/** How long the clock stands still at least for an answer that does not come. */
const STILL = 250;

interface Waiter {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * Time as it passes in a rehearsal, from 0: so many times faster than the wall's.
 *
 * It stands still while somebody waits for an answer, and while this machine is busy with something else: that makes a
 * rehearsal longer, but not wrong.
 */
export class Clock {
  private elapsed = 0;
  private lookedAt = performance.now();
  private awaited = 0;
  private passing = 0;
  private readonly waiters = new Set<Waiter>();
  private timer?: NodeJS.Timeout;

  /**
   * @param speed 10 makes ten rehearsed seconds of one
   * @param ownDelays how long this machine may take for its own, in milliseconds by the wall's clock
   */
  constructor(
    readonly speed: number,
    private readonly ownDelays = 15_000,
  ) {}

  /** Rehearsed milliseconds since the beginning. */
  get now(): number {
    const real = performance.now();
    this.elapsed += this.awaited > this.passing ? 0 : Math.min(real - this.lookedAt, LONGEST_STEP) * this.speed;
    this.lookedAt = real;
    return this.elapsed;
  }

  /** Begins again at 0; nobody may be waiting. */
  restart(): void {
    this.elapsed = 0;
    this.lookedAt = performance.now();
  }

  /** Does what takes this machine some time, and AWS next to none, while the clock stands still. */
  async standingStill<Result>(work: () => Promise<Result>): Promise<Result> {
    this.count(1);
    const still = { left: false };
    const leave = () => {
      this.count(still.left ? 0 : -1);
      still.left = true;
    };
    const answered = atWork(Math.max(STILL, this.ownDelays), leave);
    try {
      return await work();
    } finally {
      answered();
      leave();
    }
  }

  /**
   * Waits so many rehearsed milliseconds.
   *
   * @throws whatever the signal was aborted with
   */
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.waiters.delete(waiter);
        signal?.removeEventListener('abort', interrupt);
        this.keepTicking();
      };
      const interrupt = () => {
        leave();
        reject(signal?.reason as Error);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const waiter = { due: this.now + Math.max(milliseconds, 0), wake };
      this.waiters.add(waiter);
      signal?.addEventListener('abort', interrupt);
      this.keepTicking();
    });
  }

  /** Waits as `sleep` does, for somebody who is waited for: it is not this machine that takes so long. */
  async pass(milliseconds: number): Promise<void> {
    void this.now;
    this.passing += 1;
    try {
      await this.sleep(milliseconds);
    } finally {
      void this.now;
      this.passing -= 1;
    }
  }

  /** How long whoever waits for an answer has, by the wall's clock: this machine's delays are not the site's. */
  patience(milliseconds: number): number {
    return Math.max(milliseconds / this.speed, this.ownDelays);
  }

  /**
   * Calls when somebody's patience is over.
   *
   * @param milliseconds rehearsed ones
   * @returns what ends it before
   */
  whenTooLate(milliseconds: number, tooLate: () => void): () => void {
    return atWork(this.patience(milliseconds), tooLate);
  }

  /** Takes what has passed into account first. */
  private count(change: number): void {
    void this.now;
    this.awaited += change;
  }

  /** Ticks as long as somebody waits. */
  private keepTicking(): void {
    if (this.waiters.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    this.timer ??= setInterval(() => {
      const { now } = this;
      for (const waiter of [...this.waiters].sort((one, other) => one.due - other.due)) {
        if (waiter.due <= now) {
          waiter.wake();
        }
      }
    }, TICK);
  }
}
