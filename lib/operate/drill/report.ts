import type { Figure, Timeline } from '../../timeline/timeline';
import type { Site } from '../../site-config';
import { figuresOf, type Promises } from './figures';
import type { Intent } from './intent';
import type { Watch } from './watch';

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

/** What a drill was, and what was seen of it. */
interface Seen {
  readonly site: Site;
  readonly hold: number;
  readonly objective?: number;
  readonly promises: Promises;
  readonly intent: Pick<Intent, 'since' | 'by'>;
  readonly watch: Watch;
  readonly outage: Timeline['outage'];
}

export function reportOf({ site, hold, objective, promises, intent, watch, outage }: Seen): DrillReport {
  const timeline: Timeline = {
    kind: 'drill',
    scenario: 'drill',
    title: 'the health check is inverted, and put back',
    site: site.domainName,
    duration: watch.now,
    outage,
    health: watch.health,
    answers: watch.answers,
    visitors: watch.visitors.map(({ name, requests }) => ({ name, requests })),
  };
  const figures = figuresOf(timeline, promises, { ttls: watch.ttls, objective });
  return {
    version: 1,
    site: site.domainName,
    healthCheckId: watch.healthCheckId,
    began: intent.since.toISOString(),
    by: intent.by,
    promises,
    objective,
    hold,
    kept: figures.every(({ kept }) => kept),
    timeline,
    figures,
  };
}
