import type { Timeline } from './timeline';

/** How what happened to a site is called. */
export interface Cause {
  /** `Rehearsal of`, before the site. */
  readonly of: string;
  /** In its lane, and in the legend. */
  readonly name: string;
  /** Above the figures: `after the outage began`. */
  readonly began: string;
  readonly ended: string;
}

const CAUSES: Readonly<Record<NonNullable<Timeline['kind']>, Cause>> = {
  rehearsal: { of: 'Rehearsal of', name: 'outage', began: 'the outage began', ended: 'it ended' },
  drill: {
    of: 'Drill of',
    name: 'inverted',
    began: 'the health check was inverted',
    ended: 'it was put back',
  },
};

export function causeOf({ kind = 'rehearsal' }: Pick<Timeline, 'kind'>): Cause {
  return CAUSES[kind];
}
