import { randomUUID } from 'node:crypto';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import type { Clock } from '../clock';
import { readFailoverPair } from '../failover-pair';
import type { Network } from '../network';
import { intend, invert } from './begin';
import type { Promises } from './figures';
import type { Intent } from './intent';
import { look } from './look';
import { nameServersOf } from './name-servers';
import { limitOf, notice } from './notice';
import { preflight } from './preflight';
import { putBack, RESTORED, withdraw } from './put-back';
import { Refusal } from './refusal';
import { reportOf, type DrillReport } from './report';
import { stepper, unfailing, type OnStep } from './steps';
import type { Target } from './target';
import { Watch } from './watch';

export interface DrillSettings {
  readonly site: Site;
  readonly aws: Aws;
  readonly network: Network;
  readonly clock: Clock;
  /** Who drills, and where: `ops@laptop`. */
  readonly by: string;
  /** Milliseconds that visitors are held at the secondary. */
  readonly hold: number;
  /** Milliseconds until every resolver shall lead to the secondary. @default - none */
  readonly objective?: number;
  /** Only looks whether a drill could start. @default false */
  readonly preflightOnly?: boolean;
  /** Interrupts it: what was changed is put back first. */
  readonly signal: AbortSignal;
  /** Asks for consent to what it is told, and throws when it is not given. */
  readonly confirm: (notice: readonly string[]) => Promise<void>;
  readonly onStep?: OnStep;
  /** Told what happens, for somebody who watches. */
  readonly tell: (text: string) => void;
}

/** The TTL of an alias to CloudFront, as measured by others. Milliseconds. */
const TTL = 60_000;

/** How long everything is watched before anything changes. Milliseconds. */
const BEFORE = 6_000;

/**
 * Lets a deployed site fail over for real, and back, with a stopwatch.
 *
 * From the moment that the intent is on the health check until it is as it was, nothing ends it: neither an interruption
 * nor a failure of the network.
 *
 * @returns what was seen; nothing when it only looked whether it could start
 * @throws Refusal when it does not start; Error of the SDK; whatever the signal was aborted with
 */
export async function drill(props: DrillSettings): Promise<DrillReport | undefined> {
  const { site, aws, network, clock, hold, signal } = props;
  const say = unfailing(props.tell);
  const tell = (text: string) => void say(text);
  const step = stepper(props.onStep);

  const { pair, target, check } = await step('look', async () => {
    const found = await readFailoverPair(aws, site);
    const { healthCheckId } = found;
    const drilled: Target = { aws, healthCheckId, domainName: site.domainName, clock, tell };
    return { pair: found, target: drilled, check: await look(drilled) };
  });
  const promises: Promises = { noticed: check.interval * check.threshold, ttl: TTL, secondarySpeaksHttps: false };
  const servers = await step('preflight', async () => {
    const all = await nameServersOf(aws, site, network);
    const problems = await preflight({ site, aws, network, pair, servers: all });
    if (problems.length > 0) {
      throw new Refusal(problems);
    }
    return all;
  });
  signal.throwIfAborted();
  if (props.preflightOnly) {
    return undefined;
  }
  await step('confirm', () => props.confirm(notice(site, promises, hold)));
  signal.throwIfAborted();

  const word = { id: randomUUID(), since: new Date(), by: props.by };
  const ended = new AbortController();
  const watch = new Watch({ ...props, ...promises, tell, host: site.domainName, healthCheckId: check.id, servers });
  const watching = watch.run(ended.signal);
  // it is waited for below
  watching.catch(() => undefined);
  const outage = { from: 0, until: 0 };
  const limit = limitOf(promises);
  try {
    await clock.sleep(BEFORE, signal);
    const { fresh, intent } = await step('intend', async () => {
      const found = await look(target);
      const { inverted, version } = found;
      const written: Intent = { ...word, inverted, version };
      await intend(target, found, written);
      return { fresh: found, intent: written };
    });
    const undo = async () => {
      const back = await step('revert', () => putBack(target, intent));
      outage.until = back.at - watch.start;
      await step('withdraw', () => withdraw(target, back));
    };
    try {
      signal.throwIfAborted();
      await step('invert', async () => {
        outage.from = watch.now;
        await invert(target, fresh, intent);
      });
      signal.throwIfAborted();
      await step('move', async () => {
        const isMoved = await watch.until(() => watch.isAt('SECONDARY') || watch.isPutBack, limit, signal);
        if (watch.isPutBack) {
          throw new Error(RESTORED);
        }
        tell(isMoved ? 'everybody is at the secondary' : 'visitors have not moved in time: taking them back');
      });
      await step('hold', async () => {
        if (await watch.until(() => watch.isPutBack, hold, signal)) {
          throw new Error(RESTORED);
        }
      });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        await undo();
      }
      throw error;
    }
    await undo();
    await step('return', async () => {
      const isBack = await watch.until(() => watch.isAt('PRIMARY'), limit, signal);
      tell(
        isBack
          ? 'everybody is back at the primary'
          : 'the health check is as it was, and visitors have not come back in time',
      );
    });
  } finally {
    ended.abort();
    await watching;
  }

  return reportOf({ ...props, promises, intent: word, watch, outage });
}
