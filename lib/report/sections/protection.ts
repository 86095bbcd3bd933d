import { ORIGIN_WAIT_SECONDS } from '../../operate/explain/https-outages';
import type { Explanation } from '../../operate/explain/explanation';
import type { Site } from '../../site-config';
import { html, type Content, type Html } from '../html';

/** What protects the site, by its configuration. */
export function protection(site: Site, { failoverSeconds }: Explanation): Html {
  const facts = common(site, site.secondaryEndpoint === 'https' ? https(site) : website(site));
  return html`<section aria-labelledby="protection">
    <h2 id="protection">What protects the site</h2>
    <p>
      By its configuration, a failover takes <strong>${failoverSeconds} s</strong> at most: until it is noticed, and
      until no answer of DNS from before is left.
    </p>
    <dl>
      ${facts.map(
        ([term, fact]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${fact}</dd>
          </div> `,
      )}
    </dl>
  </section>`;
}

function common(site: Site, way: Way): [string, Content][] {
  const { alternateNames, healthCheck, mode, domainName, retiredEndpoint } = site;
  const { intervalSeconds, failureThreshold, path } = healthCheck;
  const retired = retiredEndpoint !== undefined && html`; its ${retiredEndpoint} endpoint is being retired`;
  return [
    ['Mode', html`<code>${site.secondaryEndpoint}</code>: ${way.mode}${retired}`],
    ['Names', [domainName, ...alternateNames].join(', ')],
    ['Primary', `private bucket ${site.primaryBucketName} in ${site.primaryRegion}, behind CloudFront`],
    ['Secondary', way.secondary],
    [
      'Replication',
      'every object and deletion goes from the primary to the secondary bucket' +
        (site.replicationTimeControl ? ', within 15 minutes by agreement' : ''),
    ],
    [
      'Health check',
      html`Route 53's checkers ask every ${intervalSeconds} s for <code>${path}</code> of ${way.watched};
        ${failureThreshold} failures in a row are a loss, noticed after ${intervalSeconds * failureThreshold} s`,
    ],
    [
      "Operator's switch",
      mode.usesSwitch ? html`<code>npm run engage -- --site ${domainName}</code> moves visitors by hand` : 'none',
    ],
    ['Alarms', site.alarmEmail === undefined ? 'to nobody by mail' : `mailed to ${site.alarmEmail}`],
  ];
}

/** What differs between the modes. */
interface Way {
  readonly mode: string;
  readonly secondary: string;
  readonly watched: string;
}

function website({ secondaryRegion, secondaryBucketName }: Site): Way {
  return {
    mode: 'DNS moves visitors to a second copy of the site',
    secondary: `S3 website endpoint of the bucket ${secondaryBucketName} in ${secondaryRegion}, over HTTP and IPv4 alone`,
    watched: "the primary bucket's own name",
  };
}

function https({ secondaryRegion, secondaryBucketName }: Site): Way {
  return {
    mode:
      `CloudFront asks the replica when the primary bucket fails, after ${ORIGIN_WAIT_SECONDS} s at most; DNS moves visitors ` +
      'when CloudFront fails',
    secondary: `HTTPS endpoint in ${secondaryRegion} that reads the private bucket ${secondaryBucketName}`,
    watched: "the distribution's own name",
  };
}
