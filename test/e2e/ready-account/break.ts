import type { Aws } from '../../../lib/operate/aws';
import type { Site } from '../../../lib/site-config';
import type { PublicInternet } from './public-internet';

export interface World {
  readonly aws: Aws;
  readonly internet: PublicInternet;
  readonly site: Site;
}

/** Something wrong, that a check finds. */
export interface Break {
  readonly name: string;
  /** Id of the check that finds it, and what it says. */
  readonly check: string;
  readonly what: RegExp;
  /** Other settings of the site, or how it is mended. */
  readonly breaks: (world: World) => Promise<Partial<Site> | (() => unknown)>;
}
