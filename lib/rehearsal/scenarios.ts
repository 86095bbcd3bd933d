import type { Outage } from './http/listener-group';
import type { Loss } from './s3/s3-region';

/** What of a deployed site can be lost, and come back. */
export interface Losses {
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  /** S3 in a Region answers 503, refuses connections or leaves whoever asks without an answer, until it is restored. */
  loseS3(region: string, how: Loss): Promise<void>;
  restoreS3(region: string): Promise<void>;
  /** The edges of CloudFront, whoever asks there. */
  loseCloudFront(how: Outage): Promise<void>;
  restoreCloudFront(): Promise<void>;
  /** API Gateway in the secondary Region. */
  loseApi(): Promise<void>;
  restoreApi(): Promise<void>;
  deleteHealthObject(): void;
  restoreHealthObject(): void;
  /** The policies are without the statements that admit the health checkers. */
  loseCheckersStatements(): void;
  restoreCheckersStatements(): void;
  /** Puts the switch's object into the secondary bucket: nothing else is written. */
  engageSwitch(): void;
  releaseSwitch(): void;
}

/** What visitors whom the secondary can serve may expect of a site that works as it should. */
export type Service =
  /** They are served again when DNS has moved. */
  | 'after DNS has moved'
  /** CloudFront asks its other origin: they wait for the first, and not for long. */
  | 'by the other origin'
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
  /** How it is over. @default 'what was lost is back' */
  readonly over?: string;
  restore(losses: Losses): Promise<void> | void;
}

export const PRIMARY_UNAVAILABLE: Scenario = {
  id: 'primary-unavailable',
  title: ({ primaryRegion }) => `S3 in ${primaryRegion}, the primary Region, answers 503`,
  movesDns: true,
  service: 'after DNS has moved',
  lose: (losses) => losses.loseS3(losses.primaryRegion, 'unavailable'),
  restore: (losses) => losses.restoreS3(losses.primaryRegion),
};

export const PRIMARY_UNREACHABLE: Scenario = {
  id: 'primary-unreachable',
  title: ({ primaryRegion }) => `S3 in ${primaryRegion}, the primary Region, accepts no connections`,
  movesDns: true,
  service: 'after DNS has moved',
  lose: (losses) => losses.loseS3(losses.primaryRegion, 'refused'),
  restore: (losses) => losses.restoreS3(losses.primaryRegion),
};

export const HEALTH_OBJECT_DELETED: Scenario = {
  id: 'health-object-deleted',
  title: () => "the health check's object is deleted",
  movesDns: true,
  service: 'always',
  lose: (losses) => losses.deleteHealthObject(),
  restore: (losses) => losses.restoreHealthObject(),
};

export const BOTH_UNAVAILABLE: Scenario = {
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
};

/** Of a site whose secondary is an S3 website. */
export const SCENARIOS: readonly Scenario[] = [
  PRIMARY_UNAVAILABLE,
  PRIMARY_UNREACHABLE,
  HEALTH_OBJECT_DELETED,
  {
    id: 'checkers-locked-out',
    title: () => "the primary's policy loses the statement of the health checkers",
    movesDns: true,
    service: 'always',
    lose: (losses) => losses.loseCheckersStatements(),
    restore: (losses) => losses.restoreCheckersStatements(),
  },
  {
    id: 'secondary-unavailable',
    title: ({ secondaryRegion }) => `S3 in ${secondaryRegion}, the secondary Region, answers 503`,
    movesDns: false,
    service: 'always',
    lose: (losses) => losses.loseS3(losses.secondaryRegion, 'unavailable'),
    restore: (losses) => losses.restoreS3(losses.secondaryRegion),
  },
  BOTH_UNAVAILABLE,
];
