import type { Site } from '../../site-config';
import { costsOf, type Costs } from './costs';
import { httpsOutagesOf } from './https-outages';
import { failoverSeconds, outagesOf, type Outage } from './outages';

/** What `npm run explain -- --json` prints. Names and meanings stay; a new `version` says when they do not. */
export interface Explanation {
  readonly version: 1;
  readonly site: string;
  readonly secondaryEndpoint: Site['secondaryEndpoint'];
  /** Of a failover, from the loss until the last visitor is served again. */
  readonly failoverSeconds: number;
  readonly outages: readonly Outage[];
  readonly costs: Costs;
}

/** What the configuration of a site promises, and what it costs; nothing is asked of AWS. */
export function explain(site: Site): Explanation {
  return {
    version: 1,
    site: site.domainName,
    secondaryEndpoint: site.secondaryEndpoint,
    failoverSeconds: failoverSeconds(site),
    outages: site.secondaryEndpoint === 'https' ? httpsOutagesOf(site) : outagesOf(site),
    costs: costsOf(site),
  };
}
