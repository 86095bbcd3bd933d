/** What of a deployed site can be lost, and come back. */
export interface Losses {
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  /** S3 in a Region answers 503, or refuses connections, until it is restored. */
  loseS3(region: string, how: 'unavailable' | 'refused'): Promise<void>;
  restoreS3(region: string): Promise<void>;
  deleteHealthObject(): void;
  restoreHealthObject(): void;
  /** The primary's policy is without the statement that admits the health checkers. */
  loseCheckersStatement(): void;
  restoreCheckersStatement(): void;
}

/** What visitors over HTTP may expect of a site that works as it should. */
export type Service =
  /** They are served again when DNS has moved. */
  | 'after DNS has moved'
  /** They notice nothing: what is lost is not what serves them. */
  | 'always'
  /** There is nothing left to serve them. */
  | 'never';

export interface Scenario {
  readonly id: string;
  title(losses: Losses): string;
  /** Whether the health check should notice, so that DNS moves. */
  readonly movesDns: boolean;
  readonly service: Service;
  lose(losses: Losses): Promise<void> | void;
  restore(losses: Losses): Promise<void> | void;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'primary-unavailable',
    title: ({ primaryRegion }) => `S3 in ${primaryRegion}, the primary Region, answers 503`,
    movesDns: true,
    service: 'after DNS has moved',
    lose: (losses) => losses.loseS3(losses.primaryRegion, 'unavailable'),
    restore: (losses) => losses.restoreS3(losses.primaryRegion),
  },
  {
    id: 'primary-unreachable',
    title: ({ primaryRegion }) => `S3 in ${primaryRegion}, the primary Region, accepts no connections`,
    movesDns: true,
    service: 'after DNS has moved',
    lose: (losses) => losses.loseS3(losses.primaryRegion, 'refused'),
    restore: (losses) => losses.restoreS3(losses.primaryRegion),
  },
  {
    id: 'health-object-deleted',
    title: () => "the health check's object is deleted",
    movesDns: true,
    service: 'always',
    lose: (losses) => losses.deleteHealthObject(),
    restore: (losses) => losses.restoreHealthObject(),
  },
  {
    id: 'checkers-locked-out',
    title: () => "the primary's policy loses the statement of the health checkers",
    movesDns: true,
    service: 'always',
    lose: (losses) => losses.loseCheckersStatement(),
    restore: (losses) => losses.restoreCheckersStatement(),
  },
  {
    id: 'secondary-unavailable',
    title: ({ secondaryRegion }) => `S3 in ${secondaryRegion}, the secondary Region, answers 503`,
    movesDns: false,
    service: 'always',
    lose: (losses) => losses.loseS3(losses.secondaryRegion, 'unavailable'),
    restore: (losses) => losses.restoreS3(losses.secondaryRegion),
  },
  {
    id: 'both-unavailable',
    title: ({ primaryRegion, secondaryRegion }) => `S3 in ${primaryRegion} and in ${secondaryRegion} answers 503`,
    movesDns: true,
    service: 'never',
    lose: async (losses) => {
      await losses.loseS3(losses.primaryRegion, 'unavailable');
      await losses.loseS3(losses.secondaryRegion, 'unavailable');
    },
    restore: async (losses) => {
      await losses.restoreS3(losses.primaryRegion);
      await losses.restoreS3(losses.secondaryRegion);
    },
  },
];
