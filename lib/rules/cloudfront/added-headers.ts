import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { defaultBehaviorOf } from './model';
import { RESPONSE_HEADERS_POLICY } from './policies';

/** How CloudFront writes a security header from its settings. */
const WRITTEN: Readonly<Record<string, readonly [header: string, value: (settings: Value) => string | undefined]>> = {
  ContentSecurityPolicy: ['content-security-policy', (one) => one.at('ContentSecurityPolicy').text],
  ContentTypeOptions: ['x-content-type-options', () => 'nosniff'],
  FrameOptions: ['x-frame-options', (one) => one.at('FrameOption').text],
  ReferrerPolicy: ['referrer-policy', (one) => one.at('ReferrerPolicy').text],
  StrictTransportSecurity: ['strict-transport-security', transportSecurity],
};

/**
 * Security headers that a distribution adds to every page, by their names in lower case.
 *
 * @returns nothing for a policy that is not of this app
 */
export function addedHeaders(distribution: Resource, assembly: Assembly): Map<string, string> | undefined {
  const id = defaultBehaviorOf(distribution).at('ResponseHeadersPolicyId').text;
  const policy = assembly.find(RESPONSE_HEADERS_POLICY, id);
  if (id !== undefined && !policy) {
    return undefined;
  }
  const settings = policy?.at('ResponseHeadersPolicyConfig.SecurityHeadersConfig').entries ?? [];
  const headers = settings.flatMap(([name, one]): [string, string][] => {
    const [header, write] = WRITTEN[name] ?? [];
    const value = write?.(one);
    return header === undefined || value === undefined ? [] : [[header, value]];
  });
  return new Map(headers);
}

function transportSecurity(settings: Value): string {
  return [
    `max-age=${String(settings.at('AccessControlMaxAgeSec'))}`,
    ...(settings.at('IncludeSubdomains').flag === true ? ['includeSubDomains'] : []),
    ...(settings.at('Preload').flag === true ? ['preload'] : []),
  ].join('; ');
}
