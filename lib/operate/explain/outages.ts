import { OLD_VERSIONS_KEPT_DAYS } from '../../config/old-versions';
import { US_EAST_1 } from '../../config/regions';
import type { Site } from '../../site-config';
import { TTL } from '../ttl';

/** How somebody comes: by which protocol, or from a network that prefers IPv6. */
export type VisitorKind = 'HTTP' | 'HTTPS' | 'IPv6';

export type Outcome =
  /** They notice nothing. */
  | 'served'
  /** They are served again, by the secondary. */
  | 'moved'
  /** They find nothing that listens. */
  | 'refused'
  /** They get errors. */
  | 'errors'
  /** They get what was published, which is wrong. */
  | 'bad content';

export interface Effect {
  readonly visitor: VisitorKind;
  readonly outcome: Outcome;
  /** Until it is so, at the latest; absent where it is so at once, or for as long as nobody does something. */
  readonly afterSeconds?: number;
  /** For a person. */
  readonly gets: string;
}

export interface Outage {
  readonly id: string;
  /** What is lost. */
  readonly what: string;
  readonly effects: readonly Effect[];
  /** What an operator can do. */
  readonly operator: string;
}

/** Seconds after which a failover, or the way back, is over: it is noticed, and no answer of DNS from before is left. */
export function failoverSeconds({ healthCheck }: Pick<Site, 'healthCheck'>): number {
  return healthCheck.intervalSeconds * healthCheck.failureThreshold + TTL / 1000;
}

/**
 * What visitors get when something is lost, in `website` mode.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
export function outagesOf(site: Site): Outage[] {
  const { primaryRegion, secondaryRegion } = site;
  return [
    {
      id: 'primary-s3',
      what: `S3 in ${primaryRegion}, the primary Region`,
      effects: movedEffects(site),
      operator:
        'nothing: DNS moves by itself, and back by itself when S3 answers again (docs/runbook.md#primary-unhealthy)',
    },
    {
      id: 'primary-region',
      what: `all of ${primaryRegion}, the primary Region`,
      effects: movedEffects(site),
      operator:
        'nothing for visitors: the same as S3 alone. Nothing can be published until it is back' +
        (primaryRegion === US_EAST_1 ? `. ${CONTROL_PLANES_LOST}` : ''),
    },
    {
      id: 'control-planes',
      what: `the control planes in ${US_EAST_1}`,
      effects: everybody('served', 'notices nothing: answering, checking and failing over need no control plane'),
      operator:
        `${CONTROL_PLANES_LOST}. Wait with deployments and drills` +
        (site.mode.usesSwitch
          ? `. The switch works all the same, by S3 in ${secondaryRegion} alone: npm run engage -- --site ${site.domainName}`
          : ''),
    },
    {
      id: 'cloudfront',
      what: 'CloudFront',
      effects: cloudFrontEffects(),
      operator:
        (site.mode.usesSwitch
          ? `engage the switch (npm run engage -- --site ${site.domainName}), which moves DNS to the secondary: `
          : 'invert the health check, which moves DNS to the secondary: ') +
        'served over HTTP a minute or two later, refused over HTTPS (docs/runbook.md#server-errors)',
    },
    {
      id: 'secondary-region',
      what: `all of ${secondaryRegion}, the secondary Region`,
      effects: everybody('served', 'notices nothing: the primary answers'),
      operator:
        'nothing: replication catches up. Until then there is nothing to fail over to' +
        (secondaryRegion === US_EAST_1 ? `. ${CONTROL_PLANES_LOST}` : ''),
    },
    {
      ...BAD_DEPLOYMENT,
      effects: everybody('bad content', 'gets what was published, on both paths: it is replicated like any other'),
    },
  ];
}

export const BAD_DEPLOYMENT = {
  id: 'bad-deployment',
  what: 'the content, by a bad deployment',
  operator: `deploy the previous content (npm run deploy); replaced objects are kept for ${OLD_VERSIONS_KEPT_DAYS} days`,
};

export const CONTROL_PLANES_LOST =
  'Records, health checks, the distribution and its certificate cannot be changed, and their alarms may be silent';

function movedEffects(site: Site): Effect[] {
  const afterSeconds = failoverSeconds(site);
  return [
    {
      visitor: 'HTTP',
      outcome: 'moved',
      afterSeconds,
      gets: `served by the secondary after ${afterSeconds} s at most; what edges of CloudFront keep is served all along`,
    },
    {
      visitor: 'HTTPS',
      outcome: 'refused',
      afterSeconds,
      gets:
        'served what edges of CloudFront keep, then refused once DNS has moved: the secondary speaks no HTTPS; ' +
        `served again ${afterSeconds} s at most after the primary is back`,
    },
    overIpv4('moved', afterSeconds),
  ];
}

function cloudFrontEffects(): Effect[] {
  const gets = 'gets errors, or no answer: the health check watches the primary bucket, so DNS stays';
  return [
    { visitor: 'HTTP', outcome: 'errors', gets },
    { visitor: 'HTTPS', outcome: 'errors', gets },
    overIpv4('errors'),
  ];
}

/** @param ipv6 who comes by it @default - nobody: they come over IPv4 */
export function everybody(outcome: Outcome, gets: string, ipv6?: 'IPv6'): Effect[] {
  const over = ipv6 ? { visitor: ipv6, outcome, gets } : overIpv4(outcome);
  return [{ visitor: 'HTTP', outcome, gets }, { visitor: 'HTTPS', outcome, gets }, over];
}

/** No name has an IPv6 address, so that everybody comes over IPv4. */
function overIpv4(outcome: Outcome, afterSeconds?: number): Effect {
  return { visitor: 'IPv6', outcome, afterSeconds, gets: 'as HTTP, by IPv4: the names have no IPv6 address' };
}
