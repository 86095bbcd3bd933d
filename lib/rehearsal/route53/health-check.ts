import { EventEmitter, setMaxListeners } from 'node:events';
import type { Resource } from '../../rules/assembly/resource';
import type { Clock } from '../clock';
import type { Patience } from '../http/ask';
import type { Request, Response } from '../http/exchange';
import { Checker } from './checker';
import { CHECKER_ADDRESSES } from './checker-addresses';
import { settingsOf, type HealthCheckSettings } from './health-check-settings';

/** Asks an endpoint over HTTP; rejects when there is no answer in time. */
export type Probe = (request: Request, patience: Patience) => Promise<Response>;

export interface HealthCheckEvents {
  /** The health check changed: what it counts as now, inversion included, and how many checkers get through. */
  change: [healthy: boolean, healthyCheckers: number];
  /** A checker changed its mind: how many get through now. */
  checkers: [healthyCheckers: number];
}

/** Rehearsed milliseconds. */
const CONNECT = 4_000;
const ANSWER = 2_000;
const BODY = 2_000;

const SEARCHED_BYTES = 5_120;

/** The share of checkers that must get through, in percent: more than this. */
const QUORUM = 18;

/**
 * A health check of Route 53 on an endpoint: checkers that ask each on its own, and what they make of it together.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export class HealthCheck extends EventEmitter<HealthCheckEvents> {
  readonly settings: HealthCheckSettings;
  readonly checkers: readonly Checker[];

  /** @throws NotUnderstood for a kind or a setting that is not rehearsed */
  constructor(
    readonly resource: Resource,
    private readonly clock: Clock,
    private readonly probe: Probe,
  ) {
    super();
    this.settings = settingsOf(resource);
    const { regions, threshold } = this.settings;
    this.checkers = CHECKER_ADDRESSES.filter(({ region }) => regions.includes(region)).map(
      ({ region, sourceIp }) => new Checker(region, sourceIp, threshold),
    );
  }

  /** How many checkers get through; inversion does not change that. */
  get healthyCheckers(): number {
    return this.checkers.filter(({ isHealthy }) => isHealthy).length;
  }

  /** What records that have the check go by. */
  get isHealthy(): boolean {
    const isThrough = this.healthyCheckers * 100 > this.checkers.length * QUORUM;
    return isThrough !== this.settings.inverted;
  }

  /** Takes one answer to each checker for all that it has heard: a new inverted check, say, starts unhealthy. */
  async settle(): Promise<void> {
    const before = this.isHealthy;
    const { signal } = new AbortController();
    await Promise.all(this.checkers.map(async (checker) => checker.settle(await this.passes(checker, signal))));
    if (this.isHealthy !== before) {
      this.emit('change', this.isHealthy, this.healthyCheckers);
    }
  }

  /** Lets the checkers ask, spread over the interval, until the signal is aborted; then none is left. */
  async start(signal: AbortSignal): Promise<void> {
    const { interval } = this.settings;
    const start = this.clock.now;
    const stop = AbortSignal.any([signal]);
    // more checkers wait for it than Node takes for no leak
    setMaxListeners(0, stop);
    const asking = this.checkers.map((checker, index) =>
      this.askAgain(checker, start + (interval * index) / this.checkers.length, stop),
    );
    await Promise.all(asking);
  }

  private async askAgain(checker: Checker, first: number, signal: AbortSignal): Promise<void> {
    try {
      for (let due = first; ; due = Math.max(due + this.settings.interval, this.clock.now)) {
        await this.clock.sleep(due - this.clock.now, signal);
        this.hear(checker, await this.passes(checker, signal));
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  private hear(checker: Checker, passed: boolean): void {
    const before = this.isHealthy;
    if (checker.hear(passed)) {
      this.emit('checkers', this.healthyCheckers);
      if (this.isHealthy !== before) {
        this.emit('change', this.isHealthy, this.healthyCheckers);
      }
    }
  }

  /** Whether one request of a checker gets the wanted answer in time. */
  private async passes({ sourceIp }: Checker, signal: AbortSignal): Promise<boolean> {
    const { host, path, secure, searchString } = this.settings;
    const wait = { milliseconds: 0 };
    const request: Request = {
      method: 'GET',
      host,
      path,
      headers: { 'user-agent': 'Amazon-Route53-Health-Check-Service', accept: '*/*' },
      caller: { sourceIp, secure, wait },
    };
    const whole = CONNECT + ANSWER + (searchString === undefined ? 0 : BODY);
    const answered = new AbortController();
    const response = await Promise.race([
      this.clock
        .standingStill(() => this.probe(request, { connect: CONNECT, response: ANSWER }))
        .catch(() => undefined),
      this.clock
        .sleep(this.clock.patience(whole) * this.clock.speed, AbortSignal.any([signal, answered.signal]))
        .then(() => undefined),
    ]).finally(() => answered.abort());
    return (
      response !== undefined &&
      wait.milliseconds < ANSWER &&
      response.status >= 200 &&
      response.status < 400 &&
      (searchString === undefined || response.body.subarray(0, SEARCHED_BYTES).includes(searchString))
    );
  }
}
