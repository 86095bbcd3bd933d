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

const REHEARSED: Cause = { of: 'Rehearsal of', name: 'outage', began: 'the outage began', ended: 'it ended' };

const DRILLED: Readonly<Record<NonNullable<Timeline['lever']>, Cause>> = {
  'health check': {
    of: 'Drill of',
    name: 'inverted',
    began: 'the health check was inverted',
    ended: 'it was put back',
  },
  switch: { of: 'Drill of', name: 'engaged', began: 'the switch was engaged', ended: 'it was released' },
};

export function causeOf({ kind, lever = 'health check' }: Pick<Timeline, 'kind' | 'lever'>): Cause {
  return kind === 'drill' ? DRILLED[lever] : REHEARSED;
}
