import type { Scenario } from './scenarios';
import { groupBy } from '../rules/site';
import type { Answer, Figure, Side, Timeline } from '../timeline/timeline';
import { failures } from './visitor-figures';

/** What the settings of a site promise, and what of it a machine can measure. In rehearsed milliseconds. */
export interface Promises {
  /** Interval × threshold of the health check: until an outage, or its end, is noticed. */
  readonly noticed: number;
  /** How long an answer of DNS is kept. */
  readonly ttl: number;
  /** Whether the secondary answers over HTTPS; else it does over HTTP. */
  readonly secondarySpeaksHttps: boolean;
  /** How long a visitor may wait until CloudFront asks its other origin. */
  readonly originWait: number;
  /** How exact the timers of this machine are. */
  readonly tolerance: number;
}

/** Compares what a rehearsal has shown with what the settings promise. */
export function figuresOf(timeline: Timeline, scenario: Scenario, promises: Promises): Figure[] {
  return [
    before(timeline, promises),
    ...(scenario.movesDns ? moves(timeline, promises) : [stays(timeline)]),
    ...timeline.visitors.map((visitor) => failures(visitor, 'outage', timeline, scenario, promises)),
    ...(scenario.movesDns ? returns(timeline, promises) : []),
    ...timeline.visitors.map((visitor) => failures(visitor, 'recovery', timeline, scenario, promises)),
  ];
}

/** A site that is not on its primary while nothing is lost protects nobody. */
function before({ health, answers, visitors, outage }: Timeline, { tolerance }: Promises): Figure {
  const isBefore = ({ at }: { readonly at: number }) => at < outage.from;
  const isUnhealthy = health.filter(isBefore).at(-1)?.healthy === false;
  const isAway = [...byName(answers.filter(isBefore)).values()].some((ofName) => ofName.at(-1)?.to !== 'PRIMARY');
  // what was asked just before is answered when it has begun
  const isWellBefore = ({ at }: { readonly at: number }) => at < outage.from - tolerance;
  const failed = visitors.flatMap(({ requests }) => requests.filter((one) => isWellBefore(one) && !one.ok));
  const notes = [
    ...(isUnhealthy ? ['the health check finds the primary unhealthy though nothing is lost'] : []),
    ...(isAway ? ['DNS does not answer the primary'] : []),
    ...(failed[0] ? [`requests fail (${failed[0].what})`] : []),
  ];
  const note = notes.length > 0 ? notes.join('; ') : undefined;
  return { name: 'served by the primary before', since: 'outage', kept: note === undefined, note };
}

function stays({ answers, outage }: Timeline): Figure {
  const inForce = [...byName(answers.filter(({ at }) => at < outage.from)).values()].flatMap((all) => all.slice(-1));
  const during = answers.filter(({ at }) => at >= outage.from && at < outage.until);
  const moved = [...inForce, ...during].find(({ to }) => to !== 'PRIMARY');
  return {
    name: 'DNS stays on the primary',
    since: 'outage',
    measured: moved && Math.max(moved.at - outage.from, 0),
    kept: moved === undefined,
  };
}

function moves(timeline: Timeline, promises: Promises): Figure[] {
  const { health, outage } = timeline;
  const during = ({ at }: { readonly at: number }) => at >= outage.from && at < outage.until;
  return [
    within('noticed', 'outage', health.find((one) => during(one) && !one.healthy)?.at, timeline, promises),
    within('DNS moved', 'outage', firstOfAll(timeline, 'SECONDARY', during), timeline, promises),
  ];
}

function returns(timeline: Timeline, promises: Promises): Figure[] {
  const { health, outage } = timeline;
  const after = ({ at }: { readonly at: number }) => at >= outage.until;
  return [
    within('noticed', 'recovery', health.find((one) => after(one) && one.healthy)?.at, timeline, promises),
    within('DNS moved back', 'recovery', firstOfAll(timeline, 'PRIMARY', after), timeline, promises),
  ];
}

/** When every name has moved to a side; undefined when one has not. */
function firstOfAll(
  { answers }: Timeline,
  side: Side,
  isThen: (answer: { readonly at: number }) => boolean,
): number | undefined {
  const moments = [...byName(answers).values()].map((all) => all.find((one) => isThen(one) && one.to === side)?.at);
  const known = moments.filter((at) => at !== undefined);
  return known.length > 0 && known.length === moments.length ? Math.max(...known) : undefined;
}

function byName(answers: readonly Answer[]): Map<string, Answer[]> {
  return groupBy(answers, ({ name }) => name);
}

function within(
  name: string,
  since: Figure['since'],
  at: number | undefined,
  { outage }: Timeline,
  { noticed, tolerance }: Promises,
): Figure {
  const measured = at === undefined ? undefined : at - (since === 'outage' ? outage.from : outage.until);
  const kept = measured !== undefined && measured <= noticed + tolerance;
  return {
    name,
    since,
    measured,
    promised: noticed,
    kept,
    note: measured === undefined ? 'it did not happen' : undefined,
  };
}
