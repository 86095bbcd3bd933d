/** What can answer at the secondary: an S3 website endpoint, or a regional HTTPS endpoint. */
export type Endpoint = 'website' | 'https';

/** What follows from the endpoint of a site and from the one that it retires. */
export interface Mode {
  /** Whether the secondary bucket is public and has a website endpoint, over HTTP and IPv4 only. */
  readonly hasWebsiteEndpoint: boolean;
  /** Whether there is a regional HTTPS endpoint in front of the secondary bucket. */
  readonly hasHttpsEndpoint: boolean;
  /** Whether the distribution answers over IPv6: as long as an AAAA record of it may be remembered. */
  readonly hasIpv6: boolean;
  /** Whether plain HTTP is redirected: browsers remember that, so only where HTTPS is there to stay. */
  readonly redirectsToHttps: boolean;
  /** `max-age` of HSTS in seconds, 0 to end it; no such header when it is undefined. */
  readonly strictTransportSecurity: number | undefined;
  /** Whether the operator's switch has its health check. */
  readonly hasSwitch: boolean;
  /** Whether the records follow the switch. */
  readonly usesSwitch: boolean;
}

/** The fields of a site that a mode follows from; those that are not valid are absent. */
export interface ModeFields {
  readonly secondaryEndpoint?: Endpoint | undefined;
  readonly retiredEndpoint?: Endpoint | undefined;
  readonly hsts?: 'on' | 'ending' | undefined;
  readonly hstsMaxAgeSeconds?: number | undefined;
  readonly manualSwitch: boolean | 'retired';
}

/**
 * What a site's endpoints mean for all that serves it.
 *
 * While two endpoints are there, visitors may still be at either: nothing pins them to HTTPS, and what the retired one
 * needs stays.
 */
export function modeOf(fields: ModeFields): Mode {
  const { secondaryEndpoint, retiredEndpoint, hsts, manualSwitch } = fields;
  const has = (endpoint: Endpoint) => secondaryEndpoint === endpoint || retiredEndpoint === endpoint;
  const isHttpsOnly = !has('website');
  const pins = isHttpsOnly && hsts === 'on';
  const unpins = has('https') && !pins && retiredEndpoint !== 'website';
  return {
    hasWebsiteEndpoint: has('website'),
    hasHttpsEndpoint: has('https'),
    hasIpv6: has('https'),
    redirectsToHttps: pins,
    strictTransportSecurity: pins ? fields.hstsMaxAgeSeconds : unpins ? 0 : undefined,
    hasSwitch: manualSwitch !== false || retiredEndpoint === 'https',
    usesSwitch: manualSwitch === true,
  };
}
