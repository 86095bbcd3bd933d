import type { Site } from '../site-config';

/**
 * What visitors notice while DNS answers the secondary, a line for each protocol.
 *
 * @param how long: `for about 2 min`, `until it is released`
 * @param refused @default - `how`
 */
export function visitorsNotice(
  { secondaryEndpoint, secondaryRegion }: Site,
  how: string,
  refused = how,
): readonly string[] {
  return secondaryEndpoint === 'https'
    ? [
        `HTTPS: served from ${secondaryRegion} ${how}, over IPv4 and IPv6; answers may be slower, and nobody should notice more.`,
        `HTTP: refused ${refused}, for nothing listens on port 80 there. Browsers that know the site (HSTS) do not ask for it.`,
      ]
    : [
        `HTTP: served by the secondary ${how}; nobody should notice.`,
        `HTTPS: refused ${refused}: an S3 website speaks no HTTPS. That is most visitors of most sites.`,
      ];
}
