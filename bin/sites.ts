import type { SiteConfig } from '../lib/site-config';

/** The sites of this app. Every field, its meaning and its default: lib/config/site-fields.ts. */
export const sites: SiteConfig[] = [
  {
    domainName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    account: '123456789012',
  },
];
