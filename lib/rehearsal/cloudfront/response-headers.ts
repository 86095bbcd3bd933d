import type { Resource } from '../../rules/assembly/resource';
import type { Value } from '../../rules/assembly/value';
import { NotUnderstood } from '../not-understood';
import { placeOf, refuseUnknown } from './understood';

interface Header {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

/** Texts of the security headers, by their setting. */
const SECURITY_HEADERS: Record<string, readonly [string, (setting: Value) => string]> = {
  ContentSecurityPolicy: ['content-security-policy', (setting) => setting.at('ContentSecurityPolicy').text ?? ''],
  ContentTypeOptions: ['x-content-type-options', () => 'nosniff'],
  FrameOptions: ['x-frame-options', (setting) => setting.at('FrameOption').text ?? ''],
  ReferrerPolicy: ['referrer-policy', (setting) => setting.at('ReferrerPolicy').text ?? ''],
  StrictTransportSecurity: ['strict-transport-security', strictTransportSecurity],
  XSSProtection: ['x-xss-protection', xssProtection],
};

/**
 * A response headers policy: what it takes out of answers of the origin, and what it adds.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export class ResponseHeaders {
  private readonly added: readonly Header[];
  private readonly removed: readonly string[];

  /** @throws NotUnderstood */
  constructor(policy: Resource) {
    refuseUnknown(policy);
    const config = policy.at('ResponseHeadersPolicyConfig');
    const security = config.at('SecurityHeadersConfig').entries.map(([setting, value]) => {
      const known = SECURITY_HEADERS[setting];
      if (!known) {
        throw new NotUnderstood(policy.path, placeOf(value));
      }
      return header(known[0], known[1](value), value);
    });
    const custom = config
      .at('CustomHeadersConfig.Items')
      .list.map((item) => header(item.at('Header').text ?? '', item.at('Value').text ?? '', item));
    this.added = [...security, ...custom];
    this.removed = config.at('RemoveHeadersConfig.Items').list.map((item) => name(item.at('Header').text ?? ''));
  }

  /** The headers that visitors get for those that the origin gives. */
  applied(headers: Readonly<Record<string, string>>): Record<string, string> {
    const kept = Object.fromEntries(Object.entries(headers).filter(([one]) => !this.removed.includes(one)));
    const added = this.added.filter((one) => one.override || !Object.hasOwn(kept, one.name));
    return { ...kept, ...Object.fromEntries(added.map((one) => [one.name, one.value])) };
  }
}

function header(text: string, value: string, setting: Value): Header {
  return { name: name(text), value, override: setting.at('Override').flag ?? false };
}

function name(text: string): string {
  return text.toLowerCase();
}

function strictTransportSecurity(setting: Value): string {
  const seconds = setting.at('AccessControlMaxAgeSec').number ?? 0;
  const subdomains = setting.at('IncludeSubdomains').flag ? ['includeSubDomains'] : [];
  return [`max-age=${seconds}`, ...subdomains, ...(setting.at('Preload').flag ? ['preload'] : [])].join('; ');
}

function xssProtection(setting: Value): string {
  const report = setting.at('ReportUri').text;
  const rest = [...(setting.at('ModeBlock').flag ? ['mode=block'] : []), ...(report ? [`report=${report}`] : [])];
  return setting.at('Protection').flag ? ['1', ...rest].join('; ') : '0';
}
