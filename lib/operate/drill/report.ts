import type { Figure, Timeline } from '../../timeline/timeline';
import type { Promises } from './figures';

/** What `npm run drill -- --json` prints. Names and meanings stay; a new `version` says when they do not. */
export interface DrillReport {
  readonly version: 1;
  readonly site: string;
  readonly healthCheckId: string;
  /** When it began, as ISO 8601. */
  readonly began: string;
  /** Who ran it, and where. */
  readonly by: string;
  readonly promises: Promises;
  /** Milliseconds. */
  readonly objective?: number;
  /** How long visitors were held at the secondary, in milliseconds. */
  readonly hold: number;
  /** Whether every promise was kept, and the objective met. */
  readonly kept: boolean;
  readonly timeline: Timeline;
  readonly figures: readonly Figure[];
}
