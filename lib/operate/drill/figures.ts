import type { Figure, Side, Timeline, Visitor } from '../../timeline/timeline';
import { schemeOf } from '../../timeline/visitor-kinds';

/** What the settings of a site promise, in milliseconds. */
export interface Promises {
  /** Interval × threshold of the health check: until a change of what it watches is noticed. */
  readonly noticed: number;
  /** How long an answer of DNS may be kept. */
  readonly ttl: number;
  /** Whether the secondary answers over HTTPS. */
  readonly secondarySpeaksHttps: boolean;
}

export interface Measures {
  /** The longest that an answer which led to each side was really to be kept. */
  readonly ttls: Readonly<Record<Side, number>>;
  /** Latest that every resolver shall lead to the secondary, when somebody says so. */
  readonly objective?: number;
}

/** From one question to the next, and for its answer: what is measured may be late by so much. Milliseconds. */
export const TOLERANCE = 3_000;

const REFUSED = {
  http: 'refused while DNS points at the secondary: nothing listens on port 80 there',
  https: 'refused while DNS points at the secondary: an S3 website speaks no HTTPS',
};

/** Compares what a drill has shown with what the settings promise. */
export function figuresOf(timeline: Timeline, promises: Promises, { ttls, objective }: Measures): Figure[] {
  const moves = (['outage', 'recovery'] as const).map((since) => movesOf(since, timeline, promises, ttls));
  const [[, everybody] = []] = moves;
  const slowest = everybody?.measured;
  return [
    before(timeline),
    ...(moves[0] ?? []),
    ...(objective === undefined ? [] : [within('objective: every resolver moved', 'outage', slowest, objective)]),
    ...timeline.visitors.map((visitor) => failures(visitor, 'outage', timeline, promises)),
    ...(moves[1] ?? []),
    ...timeline.visitors.map((visitor) => failures(visitor, 'recovery', timeline, promises)),
  ];
}

function before({ visitors, outage }: Timeline): Figure {
  const failed = visitors.flatMap(({ requests }) =>
    requests.filter(({ at, ok }) => at < outage.from - TOLERANCE && !ok),
  );
  return {
    name: 'served by the primary before',
    since: 'outage',
    kept: failed.length === 0,
    ...(failed[0] ? { note: `requests fail (${failed[0].what})` } : {}),
  };
}

/** When the last name server moved, when no resolver can have an older answer, and when visitors were there. */
function movesOf(since: Figure['since'], timeline: Timeline, promises: Promises, ttls: Measures['ttls']): Figure[] {
  const { noticed, ttl } = promises;
  const [from, to, word, start] =
    since === 'outage'
      ? (['PRIMARY', 'SECONDARY', 'moved', timeline.outage.from] as const)
      : (['SECONDARY', 'PRIMARY', 'moved back', timeline.outage.until] as const);
  const moved = lastServer(from, to, start, timeline);
  // who asked just before has an answer that leads to the side before
  const kept = ttls[from];
  const visitors = timeline.visitors.filter(({ name }) => schemeOf(name) !== refusedBy(promises));
  return [
    within(`DNS ${word}, every name server`, since, moved, noticed),
    within(`every resolver ${word}, by the TTL`, since, moved === undefined ? undefined : moved + kept, noticed + ttl),
    ...visitors.map(({ name, requests }) => {
      const first = requests.find(({ at, ok, by }) => at >= start && ok && by === to);
      return within(`visitor ${word}, ${name}`, since, first && first.at - start, noticed + ttl);
    }),
  ];
}

/** When the last of the name servers came to answer a side for good, after a moment; undefined when one did not. */
function lastServer(from: Side, to: Side, start: number, { answers, outage, duration }: Timeline): number | undefined {
  const end = start < outage.until ? outage.until : duration;
  const names = [...new Set(answers.map(({ name }) => name))];
  const moments = names.map((name) => {
    const given = answers.filter((answer) => answer.name === name && answer.at < end);
    const moved = given
      .slice(given.findLastIndex((answer) => answer.to === from) + 1)
      .find((answer) => answer.to === to);
    return moved && given.at(-1)?.to === to ? Math.max(moved.at - start, 0) : undefined;
  });
  return moments.includes(undefined) || moments.length === 0 ? undefined : Math.max(...moments.map(Number));
}

function within(name: string, since: Figure['since'], measured: number | undefined, promised: number): Figure {
  const kept = measured !== undefined && measured <= promised + TOLERANCE;
  return { name, since, measured, promised, kept, ...(measured === undefined ? { note: 'it did not happen' } : {}) };
}

/** When the last request of a visitor failed. Both sides are well: whoever either can serve notices nothing. */
function failures(visitor: Visitor, since: Figure['since'], timeline: Timeline, promises: Promises): Figure {
  const { outage, duration } = timeline;
  const [from, until] = since === 'outage' ? [outage.from, outage.until] : [outage.until, duration];
  const last = visitor.requests.findLast(({ at, ok }) => at >= from && at < until && !ok);
  const measured = last && last.at - from;
  const refused = refusedBy(promises);
  const isRefused = schemeOf(visitor.name) === refused;
  const limit = since === 'outage' ? undefined : promises.noticed + promises.ttl;
  const promised = isRefused ? limit : 0;
  return {
    name: `last failed request, ${visitor.name}`,
    since,
    measured,
    promised,
    kept: promised === undefined || measured === undefined || measured <= promised + (isRefused ? TOLERANCE : 0),
    ...(last ? { note: isRefused && last.by === 'SECONDARY' ? REFUSED[refused] : `failed with ${last.what}` } : {}),
  };
}

/** The scheme that the secondary refuses. */
function refusedBy({ secondarySpeaksHttps }: Promises): 'http' | 'https' {
  return secondarySpeaksHttps ? 'http' : 'https';
}
