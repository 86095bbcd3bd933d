import type { Figure, Rehearsal } from '../timeline/timeline';
import type { Results } from './results/read';
import type { FinishedRun, UnfinishedRun } from './results/run';

/** How one failover went. Times are milliseconds since it began. */
export interface Failover {
  readonly kind: 'drill' | 'rehearsal';
  /** When the run began, as ISO 8601. */
  readonly at: string;
  /** For a person, what was done. */
  readonly title: string;
  readonly noticed: Moment;
  readonly moved: Moment;
  readonly served: Moment;
  /** Names of the figures that broke their promise. */
  readonly broken: readonly string[];
}

/** Something that a failover may have: `none` where this one has it not, `never` where it did not come. */
export interface Moment {
  readonly measured: number | 'never' | 'none';
  readonly promised?: number;
}

const NONE: Moment = { measured: 'none' };

/** Every drill and rehearsal that came to its end, the latest first. */
export function failoversOf({ drills, rehearsal }: Results): Failover[] {
  const all = [
    ...drills.filter(isFinished).map(({ at, result }) => failoverOf('drill', at, result)),
    ...(rehearsal.finished?.result.rehearsals.map((one) =>
      failoverOf('rehearsal', rehearsal.finished?.at ?? '', one),
    ) ?? []),
  ];
  return all.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

export function isFinished(run: FinishedRun<'drill'> | UnfinishedRun<'drill'>): run is FinishedRun<'drill'> {
  return run.ended === 'finished';
}

function failoverOf(
  kind: Failover['kind'],
  at: string,
  { timeline, figures }: Pick<Rehearsal, 'timeline' | 'figures'>,
): Failover {
  const ours = figures.filter(({ since }) => since === 'outage');
  const named = (name: string) => ours.filter((figure) => figure.name.startsWith(name));
  return {
    kind,
    at,
    title: timeline.title,
    noticed: came(named('noticed')),
    moved: came(named('DNS moved')),
    // both sides of a drill are well: visitors move, and only those fail whom the secondary refuses
    served: kind === 'drill' ? came(named('visitor moved')) : lastFailed(named('last failed request')),
    broken: figures.filter(({ kept }) => !kept).map(({ name }) => name),
  };
}

/** When the last of them came. */
function came(figures: readonly Figure[]): Moment {
  if (figures.length === 0) {
    return NONE;
  }
  const times = figures.map(({ measured }) => measured ?? Infinity);
  const last = Math.max(...times);
  return { measured: Number.isFinite(last) ? last : 'never', ...promiseOf(figures) };
}

/** When the last request of those failed to whom something is promised; 0 when none did. */
function lastFailed(figures: readonly Figure[]): Moment {
  const promised = figures.filter((figure) => figure.promised !== undefined);
  return promised.length === 0
    ? NONE
    : { measured: Math.max(...promised.map(({ measured = 0 }) => measured)), ...promiseOf(promised) };
}

function promiseOf(figures: readonly Figure[]): Pick<Moment, 'promised'> {
  const promised = figures.flatMap((figure) => figure.promised ?? []);
  return promised.length === 0 ? {} : { promised: Math.max(...promised) };
}
