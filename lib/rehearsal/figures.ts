import type { Scenario } from './scenarios';
import type { Figure, Timeline, Visitor } from '../timeline/timeline';
import { VISITOR_KINDS } from '../timeline/visitor-kinds';

/** What the settings of a site promise, and what of it a machine can measure. In rehearsed milliseconds. */
export interface Promises {
  /** Interval × threshold of the health check: until an outage, or its end, is noticed. */
  readonly noticed: number;
  /** How long an answer of DNS is kept. */
  readonly ttl: number;
  /** Whether the secondary answers over HTTPS. */
  readonly secondarySpeaksHttps: boolean;
  /** How exact the timers of this machine are. */
  readonly tolerance: number;
}

const REFUSED = 'refused while DNS points at the secondary: an S3 website speaks no HTTPS';

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
  const isAway = answers.filter(isBefore).at(-1)?.to !== 'PRIMARY';
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
  const inForce = answers.filter(({ at }) => at < outage.from).slice(-1);
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
  const { health, answers, outage } = timeline;
  const during = ({ at }: { readonly at: number }) => at >= outage.from && at < outage.until;
  return [
    within('noticed', 'outage', health.find((one) => during(one) && !one.healthy)?.at, timeline, promises),
    within('DNS moved', 'outage', answers.find((one) => during(one) && one.to === 'SECONDARY')?.at, timeline, promises),
  ];
}

function returns(timeline: Timeline, promises: Promises): Figure[] {
  const { health, answers, outage } = timeline;
  const after = ({ at }: { readonly at: number }) => at >= outage.until;
  return [
    within('noticed', 'recovery', health.find((one) => after(one) && one.healthy)?.at, timeline, promises),
    within(
      'DNS moved back',
      'recovery',
      answers.find((one) => after(one) && one.to === 'PRIMARY')?.at,
      timeline,
      promises,
    ),
  ];
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

/** When the last request of a visitor failed, counted from the outage or from its end. */
function failures(
  visitor: Visitor,
  since: Figure['since'],
  { outage, duration }: Timeline,
  scenario: Scenario,
  promises: Promises,
): Figure {
  const [from, until] = since === 'outage' ? [outage.from, outage.until] : [outage.until, duration];
  const last = visitor.requests.findLast(({ at, ok }) => at >= from && at < until && !ok);
  const measured = last && last.at - from;
  const promised = promisedTo(visitor, since, scenario, promises);
  const isMuch = promised === undefined && measured !== undefined;
  const scheme = VISITOR_KINDS.find(({ name }) => name === visitor.name)?.scheme;
  const unserved = scenario.service === 'never' ? 'nothing is left to serve them' : REFUSED;
  return {
    name: `last failed request, ${visitor.name}`,
    since,
    measured,
    promised,
    kept: promised === undefined || measured === undefined || measured <= promised + promises.tolerance,
    note: isMuch ? unserved : last && scheme ? `failed with ${last.what}` : undefined,
  };
}

/** Until when requests may fail; undefined where nothing is promised. */
function promisedTo(
  { name }: Visitor,
  since: Figure['since'],
  { movesDns, service }: Scenario,
  { noticed, ttl, secondarySpeaksHttps }: Promises,
): number | undefined {
  const isHttps = VISITOR_KINDS.find((kind) => kind.name === name)?.scheme === 'https';
  const isLost = isHttps && !secondarySpeaksHttps && movesDns;
  if (since === 'recovery') {
    return isLost ? noticed + ttl : 0;
  }
  if (isLost || service === 'never') {
    return undefined;
  }
  return service === 'always' ? 0 : noticed + ttl;
}
