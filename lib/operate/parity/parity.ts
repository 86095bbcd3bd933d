import { setMaxListeners } from 'node:events';
import { SWITCH_KEY } from '../../config/names';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import { Differences } from './differences';
import { agree, examine } from './examine';
import { HeaderComparison, type HeadersAsked } from './headers';
import type { Listed } from './listed';
import { listing, type Page } from './listing';
import { mergeJoin } from './merge';
import type { ParityReport } from './report';
import { reportOf } from './report-of';
import { sidesOf, type Side } from './side';

export interface ParityOptions {
  /** @default - headers are not compared */
  readonly headers?: HeadersAsked;
  readonly signal?: AbortSignal;
  /** Told now and then how far it is. */
  readonly progress?: (text: string) => void;
}

/**
 * Compares what the secondary bucket of a site holds with what the primary does. It reads, and changes nothing.
 *
 * @throws Error that says why it could not be compared, and what to do
 */
export async function parity(aws: Aws, site: Site, options: ParityOptions = {}): Promise<ParityReport> {
  const { progress = () => undefined } = options;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, ...(options.signal ? [options.signal] : [])]);
  // each request listens to it
  setMaxListeners(0, signal);
  const sides = sidesOf(aws, site);
  const headers = options.headers === undefined ? undefined : new HeaderComparison(sides, options.headers, signal);
  const [missing, stale, extra] = [new Differences(), new Differences(), new Differences()];
  const listed = { primary: { objects: 0, bytes: 0 }, secondary: { objects: 0, bytes: 0 } };
  let [equal, underWay] = [0, 0];
  let asOf: Date | undefined;

  async function* counted(side: Side): AsyncGenerator<Page, void, undefined> {
    const count = listed[side.role];
    for await (const page of listing(side, signal)) {
      asOf ??= page.at;
      count.objects += page.objects.length;
      count.bytes = page.objects.reduce((bytes, { size }) => bytes + size, count.bytes);
      progress(progressText(listed.primary.objects, listed.secondary.objects, seconds()));
      yield page;
    }
  }

  let isEngaged = false;
  const visit = (primary: Listed | undefined, secondary: Listed | undefined): Promise<void> | undefined => {
    if (site.mode.hasSwitch && !primary && secondary?.key === SWITCH_KEY) {
      isEngaged = true;
      return undefined;
    }
    if (agree(primary, secondary)) {
      equal += 1;
      return headers && primary && headers.offer(primary.key);
    }
    if (isNewer(primary, asOf) || isNewer(secondary, asOf)) {
      underWay += 1;
    } else {
      (primary && secondary ? stale : primary ? missing : extra).add(primary, secondary);
    }
    return undefined;
  };

  try {
    await mergeJoin(counted(sides.primary), counted(sides.secondary), visit);
    progress('asking for what differs');
    const examined = await examine(sides, [missing, stale, extra], signal);
    if (headers) {
      progress('comparing headers');
      await headers.ended();
    }
    underWay += examined.settled;
    const compared = {
      asOf: asOf ?? new Date(),
      seconds: seconds(),
      listed,
      equal,
      underWay,
      isEngaged,
      examined,
      headers,
    };
    return reportOf(site, sides, { ...compared, missing, stale, extra });
  } finally {
    // what is still asked for is not needed any more
    ending.abort();
  }
}

/**
 * Whether it was written after the second in which the comparison began: one listing may have passed its place by then.
 * The clock of an HTTP answer has whole seconds; what was written may have more.
 */
function isNewer(object: Listed | undefined, asOf: Date | undefined): boolean {
  return object !== undefined && asOf !== undefined && Date.parse(object.lastModified) >= asOf.getTime() + 1000;
}

function progressText(primary: number, secondary: number, seconds: number): string {
  const rate = Math.round(Math.min(primary, secondary) / Math.max(seconds, 0.001));
  const [ours, theirs, speed] = [primary, secondary, rate].map((count) => count.toLocaleString('en'));
  return `${ours} and ${theirs} objects, ${speed} a second`;
}
