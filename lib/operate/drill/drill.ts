import { randomUUID } from 'node:crypto';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import type { Clock } from '../clock';
import { readFailoverPair } from '../failover-pair';
import type { Network } from '../network';
import { TTL } from '../ttl';
import type { Promises } from './figures';
import { healthCheckLever } from './health-check-lever';
import type { Lever } from './lever';
import { nameServersOf } from './name-servers';
import { limitOf, notice } from './notice';
import { preflight } from './preflight';
import { RESTORED } from './put-back';
import { Refusal } from './refusal';
import { reportOf, type DrillReport } from './report';
import { stepper, unfailing, type OnStep } from './steps';
import { RELEASED, switchLever } from './switch-lever';
import type { Target } from './target';
import { familiesOf, hasIpv6, visitorKindsOf } from './visitor-kinds';
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

/** How long everything is watched before anything changes. Milliseconds. */
const BEFORE = 6_000;

/**
 * Lets a deployed site fail over for real, and back, with a stopwatch.
 *
 * From the moment that others can read of it until all is as it was, nothing ends it: neither an interruption
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

  const { pair, lever, noticed } = await step('look', async () => {
    const found = await readFailoverPair(aws, site);
    const target: Target = { aws, healthCheckId: found.healthCheckId, domainName: site.domainName, clock, tell };
    const chosen = site.mode.usesSwitch ? switchLever(target, site) : healthCheckLever(target);
    return { pair: found, lever: chosen, noticed: await chosen.look() };
  });
  const speaksHttps = site.secondaryEndpoint === 'https';
  const promises: Promises = { noticed, ttl: TTL, secondarySpeaksHttps: speaksHttps };
  const servers = await step('preflight', async () => {
    const all = await nameServersOf(aws, site, network);
    const problems = await preflight({ site, aws, network, pair, servers: all, lever });
    if (problems.length > 0) {
      throw new Refusal(problems);
    }
    return all;
  });
  signal.throwIfAborted();
  if (props.preflightOnly) {
    return undefined;
  }
  await step('confirm', () => props.confirm(notice(site, promises, hold, lever.kind)));
  signal.throwIfAborted();

  const word = { id: randomUUID(), since: new Date(), by: props.by };
  const ended = new AbortController();
  const isOnIpv6 = speaksHttps && (await hasIpv6(network, site, pair));
  if (speaksHttps && !isOnIpv6) {
    tell('this machine has no IPv6: of AAAA records it sees what name servers answer, and no visitor comes by them');
  }
  const watch = new Watch({
    ...props,
    ...promises,
    tell,
    lever,
    pair,
    servers,
    isOnIpv6,
    host: site.domainName,
    families: familiesOf(site),
    kinds: visitorKindsOf(site, isOnIpv6),
  });
  const watching = watch.run(ended.signal);
  // it is waited for below
  watching.catch(() => undefined);
  const outage = { from: 0, until: 0 };
  const limit = limitOf(promises);
  try {
    await clock.sleep(BEFORE, signal);
    const move = await lever.begin(step, word);
    const undo = async () => {
      outage.until = (await move.undo(step)) - watch.start;
    };
    try {
      signal.throwIfAborted();
      outage.from = watch.now;
      await move.make(step);
      signal.throwIfAborted();
      await step('move', async () => {
        const isMoved = await watch.until(() => watch.isAt('SECONDARY') || watch.isTakenBack, limit, signal);
        if (watch.isTakenBack) {
          throw new Error(takenBack(lever));
        }
        tell(isMoved ? 'everybody is at the secondary' : 'visitors have not moved in time: taking them back');
      });
      await step('hold', async () => {
        if (await watch.until(() => watch.isTakenBack, hold, signal)) {
          throw new Error(takenBack(lever));
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

  return reportOf({ ...props, promises, word, watch, outage, lever, healthCheckId: pair.healthCheckId });
}

function takenBack({ kind }: Lever): string {
  return kind === 'switch' ? RELEASED : RESTORED;
}
