import type { HealthCheckConfig } from '@aws-sdk/client-route-53';
import { SWITCH_KEY } from '../../../config/names';
import type { Site } from '../../../site-config';

/** The address that the checkers of the primary ask for. */
export function watchedUrl({ primaryBucketName, primaryRegion, healthCheck }: Site): string {
  return `https://${primaryBucketName}.s3.${primaryRegion}.amazonaws.com${healthCheck.path}`;
}

/** The address that a health check watches. */
export function urlOf({ Type, FullyQualifiedDomainName, IPAddress, ResourcePath = '' }: HealthCheckConfig): string {
  return `${Type?.startsWith('HTTPS') ? 'https' : 'http'}://${FullyQualifiedDomainName ?? IPAddress}${ResourcePath}`;
}

/** What decides of a site with a switch. */
export interface Part {
  readonly url: string;
  /** Whether it is the switch, whose object is not to be there. */
  readonly inverted: boolean;
}

/** @param distribution host of it */
export function partsOf(site: Site, distribution: string): Part[] {
  const { secondaryEndpoint, secondaryBucketName, secondaryRegion, healthCheck, mode } = site;
  const primary = secondaryEndpoint === 'https' ? `https://${distribution}${healthCheck.path}` : watchedUrl(site);
  const object = `https://${secondaryBucketName}.s3.${secondaryRegion}.amazonaws.com/${SWITCH_KEY}`;
  return [{ url: primary, inverted: false }, ...(mode.usesSwitch ? [{ url: object, inverted: true }] : [])];
}
