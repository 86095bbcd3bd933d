import type { Figure, Timeline } from '../../timeline/timeline';
import type { Site } from '../../site-config';
import { figuresOf, type Promises } from './figures';
import type { Lever, Word } from './lever';
import type { Watch } from './watch';

/** What `npm run drill -- --json` prints. Names and meanings stay; a new `version` says when they do not. */
export interface DrillReport {
  readonly version: 1;
  readonly site: string;
  /** That the records name. */
  readonly healthCheckId: string;
  /** What moved visitors. */
  readonly lever: Lever['kind'];
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
  readonly word: Word;
  readonly lever: Lever;
  readonly healthCheckId: string;
  readonly watch: Watch;
  readonly outage: Timeline['outage'];
}

export function reportOf(seen: Seen): DrillReport {
  const { site, hold, objective, promises, word, watch, outage, lever, healthCheckId } = seen;
  const timeline: Timeline = {
    kind: 'drill',
    scenario: 'drill',
    lever: lever.kind,
    title: lever.title,
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
    healthCheckId,
    lever: lever.kind,
    began: word.since.toISOString(),
    by: word.by,
    promises,
    objective,
    hold,
    kept: figures.every(({ kept }) => kept),
    timeline,
    figures,
  };
}
