import { ORIGIN_WAIT_SECONDS } from '../../operate/explain/https-outages';
import type { Explanation } from '../../operate/explain/explanation';
import type { Site } from '../../site-config';
import { html, type Content, type Html } from '../html';

/** What protects the site, by its configuration. */
export function protection(site: Site, { failoverSeconds }: Explanation): Html {
  const facts = [...common(site), ...(site.secondaryEndpoint === 'https' ? https(site) : website(site))];
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

function common(site: Site): [string, Content][] {
  const { alternateNames, healthCheck, mode, domainName } = site;
  const { intervalSeconds, failureThreshold, path } = healthCheck;
  return [
    ['Names', [domainName, ...alternateNames].join(', ')],
    ['Primary', html`bucket ${site.primaryBucketName} in ${site.primaryRegion}, private, behind CloudFront`],
    [
      'Replication',
      `every object and deletion goes from the primary to the secondary bucket${site.replicationTimeControl ? ', within 15 minutes by agreement' : ''}`,
    ],
    [
      'Health check',
      html`Route 53's checkers ask every ${intervalSeconds} s for <code>${path}</code> of
        ${site.secondaryEndpoint === 'https' ? "the distribution's own name" : "the primary bucket's own name"};
        ${failureThreshold} failures in a row are a loss, noticed after ${intervalSeconds * failureThreshold} s`,
    ],
    [
      "Operator's switch",
      mode.usesSwitch ? html`<code>npm run engage -- --site ${domainName}</code> moves visitors by hand` : 'none',
    ],
    ['Alarms', site.alarmEmail === undefined ? 'to nobody by mail' : html`mailed to ${site.alarmEmail}`],
  ];
}

function website({ secondaryRegion, secondaryBucketName }: Site): [string, Content][] {
  return [
    ['Mode', html`<code>website</code>: DNS moves visitors to a second copy of the site`],
    [
      'Secondary',
      `S3 website endpoint of the bucket ${secondaryBucketName} in ${secondaryRegion}: over HTTP and IPv4 alone`,
    ],
  ];
}

function https({ secondaryRegion, secondaryBucketName }: Site): [string, Content][] {
  return [
    [
      'Mode',
      html`<code>https</code>: CloudFront asks the replica when the primary bucket fails, after ${ORIGIN_WAIT_SECONDS} s
        at most; DNS moves visitors when CloudFront fails`,
    ],
    ['Secondary', `HTTPS endpoint in ${secondaryRegion}, reading the private bucket ${secondaryBucketName}`],
  ];
}
