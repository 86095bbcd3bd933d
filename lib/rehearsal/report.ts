import type { Rehearsal } from '../timeline/timeline';

/** What `npm run rehearse -- --json` prints. Names and meanings stay; a new `version` says when they do not. */
export interface RehearsalReport {
  readonly version: 1;
  /** Whether every rehearsal kept its promises. */
  readonly kept: boolean;
  readonly rehearsals: readonly Rehearsal[];
}

export function rehearsalReport(rehearsals: readonly Rehearsal[]): RehearsalReport {
  return { version: 1, kept: rehearsals.every(({ kept }) => kept), rehearsals };
}
