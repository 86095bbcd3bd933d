import type { Finding } from './check';

/** A Region has no host of a service that the HTTPS endpoint is made of. */
export function serviceMissing(service: string, region: string, page: string): Finding {
  return {
    severity: 'error',
    what: `there is no ${service} in ${region}, as far as this machine can see`,
    why: 'The HTTPS endpoint needs it: the deployment fails.',
    fix: 'choose another secondaryRegion in bin/sites.ts, or look at the DNS of this machine',
    page,
  };
}
