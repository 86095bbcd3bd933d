import type { GitHubConfig } from '../lib/config/git-hub';
import type { SiteConfig } from '../lib/site-config';

/** The sites of this app. Every field, its meaning and its default: lib/config/site-fields.ts. */
export const sites: SiteConfig[] = [
  {
    domainName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    account: '123456789012',
  },
];

/**
 * The repository whose workflows may look at the sites and deploy them (docs/pull-requests.md): none. Every field:
 * lib/config/git-hub.ts.
 *
 * @example { repository: 'owner/name', account: '123456789012' }
 */
export const github: GitHubConfig | undefined = undefined;
