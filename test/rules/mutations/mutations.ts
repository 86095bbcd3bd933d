import type { SiteConfig } from '../../../lib/site-config';
import type { Change } from '../mutable-app';

/** Changes of the example site with some settings, as synthesized. */
export interface Mutations {
  /** @default - the example as it is */
  readonly settings?: Partial<SiteConfig>;

  /** By the id of the rule that must catch them: what is broken, in words, and the change that breaks it. */
  readonly broken: Readonly<Record<string, Readonly<Record<string, Change>>>>;

  /** Changes that no rule may object to: the other side of each limit. */
  readonly harmless: Readonly<Record<string, Change>>;
}
