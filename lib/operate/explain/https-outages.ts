import { ORIGIN_PATIENCE } from '../../config/origin-patience';
import { US_EAST_1 } from '../../config/regions';
import type { Site } from '../../site-config';
import { BAD_DEPLOYMENT, CONTROL_PLANES_LOST, everybody, failoverSeconds, type Effect, type Outage } from './outages';

/** Seconds that CloudFront waits for the primary bucket at most: to connect, and for the answer. */
export const ORIGIN_WAIT_SECONDS = ORIGIN_PATIENCE.connectSeconds + ORIGIN_PATIENCE.responseSeconds;

/**
 * What visitors get when something is lost, in `https` mode.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
export function httpsOutagesOf(site: Site): Outage[] {
  const { primaryRegion, secondaryRegion, domainName } = site;
  const engage = `npm run engage -- --site ${domainName}`;
  return [
    {
      id: 'primary-s3',
      what: `S3 in ${primaryRegion}, the primary Region`,
      effects: replicaEffects(site),
      operator:
        'nothing: DNS stays, and CloudFront asks the primary again with every request (docs/runbook.md#primary-unhealthy)',
    },
    {
      id: 'primary-region',
      what: `all of ${primaryRegion}, the primary Region`,
      effects: replicaEffects(site),
      operator:
        'nothing for visitors: the same as S3 alone. Nothing can be published until it is back' +
        (primaryRegion === US_EAST_1 ? `. ${CONTROL_PLANES_LOST}` : ''),
    },
    {
      id: 'control-planes',
      what: `the control planes in ${US_EAST_1}`,
      effects: everybody(
        'served',
        'notices nothing: answering, checking and failing over need no control plane',
        'IPv6',
      ),
      operator:
        `${CONTROL_PLANES_LOST}. The switch works all the same, by S3 in ${secondaryRegion} alone: ${engage}. ` +
        'Wait with deployments and drills',
    },
    {
      id: 'cloudfront',
      what: 'CloudFront',
      effects: movedEffects(site),
      operator:
        'nothing: DNS moves by itself, and back by itself. Should CloudFront fail visitors and not the health check, ' +
        `${engage} moves them (docs/switch.md)`,
    },
    {
      id: 'secondary-region',
      what: `all of ${secondaryRegion}, the secondary Region`,
      effects: everybody('served', 'notices nothing: the primary answers', 'IPv6'),
      operator:
        'nothing: replication catches up. Until then there is nothing to fail over to, and the switch cannot be engaged' +
        (secondaryRegion === US_EAST_1 ? `. ${CONTROL_PLANES_LOST}` : ''),
    },
    {
      ...BAD_DEPLOYMENT,
      effects: everybody(
        'bad content',
        'gets what was published, on both paths: it is replicated like any other',
        'IPv6',
      ),
    },
  ];
}

function replicaEffects({ mode }: Site): Effect[] {
  const gets = `served by CloudFront from the replica, after ${ORIGIN_WAIT_SECONDS} s of waiting for the primary at most; DNS stays`;
  return [
    {
      visitor: 'HTTP',
      outcome: 'served',
      gets: mode.redirectsToHttps ? 'sent to HTTPS by CloudFront, as ever' : gets,
    },
    { visitor: 'HTTPS', outcome: 'served', gets },
    { visitor: 'IPv6', outcome: 'served', gets },
  ];
}

function movedEffects(site: Site): Effect[] {
  const afterSeconds = failoverSeconds(site);
  const gets = `served by the HTTPS endpoint of the secondary after ${afterSeconds} s at most`;
  return [
    {
      visitor: 'HTTP',
      outcome: 'refused',
      afterSeconds,
      gets:
        'gets errors, then refused once DNS has moved: nothing listens on port 80 there; browsers that know the site ' +
        `(HSTS) do not ask. Served again ${afterSeconds} s at most after CloudFront is back`,
    },
    { visitor: 'HTTPS', outcome: 'moved', afterSeconds, gets },
    { visitor: 'IPv6', outcome: 'moved', afterSeconds, gets },
  ];
}
