import {
  ChangeTagsForResourceCommand,
  GetHealthCheckCommand,
  ListTagsForResourceCommand,
  Route53Client,
  UpdateHealthCheckCommand,
} from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';
import { setImmediate } from 'node:timers/promises';
import { Aws } from '../../../lib/operate/aws';
import type { Clock } from '../../../lib/operate/clock';
import { INTENT_TAG } from '../../../lib/operate/drill/intent';
import type { Target } from '../../../lib/operate/drill/target';

const route53 = mockClient(Route53Client);

/** No time passes. */
export const CLOCK: Clock = { now: 0, sleep: () => Promise.resolve() };

/** The health check of a model. */
export function targetOf(clock = CLOCK, tell: Target['tell'] = () => undefined): Target {
  return { aws: new Aws(), healthCheckId: 'check', domainName: 'example.com', clock, tell };
}

/** Route 53's health check with its tag, which does one call of somebody after the other, in an order that is given. */
export class Model {
  version = 1;
  inverted = false;
  tag?: string;
  /** Whose changes nobody hears of: the SDK asks again, and finds that the health check was changed. */
  unheard?: string;
  /** Whether the tag is not seen, for ever or when it is looked for first. */
  isHidden = false;
  isLate = false;
  /** So many changes are done without an answer. */
  lostAnswers = 0;
  /** Whether nothing can be asked. */
  failing = (): boolean => false;
  /** Calls that wait for their turn, by who made them. */
  private readonly waiting = new Map<string, () => void>();
  private readonly asleep = new Set<string>();
  private current = '';

  constructor() {
    const turn = (done: (input: never) => unknown) => (input: object) => this.atItsTurn(() => done(input as never));
    route53.reset();
    route53.on(GetHealthCheckCommand).callsFake(
      turn(() => {
        const HealthCheckConfig = { Type: 'HTTPS', Inverted: this.inverted };
        return { HealthCheck: { HealthCheckVersion: this.version, HealthCheckConfig } };
      }),
    );
    route53.on(ListTagsForResourceCommand).callsFake(
      turn(() => {
        const isSeen = this.tag !== undefined && !this.isHidden && !this.isLate;
        // of a tag that is there
        this.isLate &&= this.tag === undefined;
        return { ResourceTagSet: { Tags: isSeen ? [{ Key: INTENT_TAG, Value: this.tag }] : [] } };
      }),
    );
    route53.on(ChangeTagsForResourceCommand).callsFake(
      turn(({ AddTags: [tag] = [] }: { AddTags?: { Value: string }[] }) => {
        this.tag = tag?.Value;
        return {};
      }),
    );
    route53.on(UpdateHealthCheckCommand).callsFake(
      turn(({ HealthCheckVersion, Inverted }: { HealthCheckVersion: number; Inverted: boolean }) => {
        const isUnheard = this.unheard === this.current;
        const isDone = HealthCheckVersion === this.version;
        if (isDone) {
          this.inverted = Inverted;
          this.version++;
        }
        if (!isDone || isUnheard) {
          const $metadata = { attempts: isUnheard ? 2 : 1 };
          throw Object.assign(new Error('changed'), { name: 'HealthCheckVersionMismatch', $metadata });
        }
        if (this.lostAnswers > 0) {
          this.lostAnswers--;
          throw new Error('no answer');
        }
        return {};
      }),
    );
  }

  /** Lets whoever's turn it is sleep until the other has ended. */
  async sleep(other: Promise<unknown> | undefined): Promise<void> {
    const who = this.current;
    this.asleep.add(who);
    await other;
    this.asleep.delete(who);
    this.current = who;
  }

  /** One call after the other, as they come. */
  async atOnce<Result>(work: () => Promise<Result>): Promise<Result> {
    const results: Result[] = [];
    await this.interleave([async () => void results.push(await work()), () => Promise.resolve()], 0);
    return results[0] as Result;
  }

  /** Lets two do their work, each call at the turn that a bit gives; whoever has nothing to do is passed over. */
  async interleave(works: readonly [() => Promise<void>, () => Promise<void>], order: number): Promise<void> {
    const running = new Set<string>();
    const ended = works.map((work, who) => {
      this.current = String(who);
      running.add(this.current);
      return work().finally(() => running.delete(String(who)));
    });
    for (let bit = 0; running.size > 0; bit++) {
      const turn = String((order >> Math.min(bit, 30)) & 1);
      const awake = [...running].filter((one) => !this.asleep.has(one));
      const who = awake.includes(turn) ? turn : (awake[0] ?? turn);
      await this.untilItCalls(who, running);
      const go = this.waiting.get(who);
      this.waiting.delete(who);
      this.current = who;
      go?.();
      await this.untilItCalls(who, running);
    }
    await Promise.all(ended);
  }

  private async untilItCalls(who: string, running: ReadonlySet<string>): Promise<void> {
    while (!this.waiting.has(who) && running.has(who) && !this.asleep.has(who)) {
      await setImmediate();
    }
  }

  private async atItsTurn(done: () => unknown): Promise<unknown> {
    const who = this.current;
    await new Promise<void>((resolve) => this.waiting.set(who, resolve));
    if (this.failing()) {
      throw new Error('down');
    }
    return done();
  }
}
