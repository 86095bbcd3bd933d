import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { atMost, inForm, inRange, nameOf, oneOf, repeated, required } from './checks';
import { RESPONSE_HEADERS_POLICY } from './policies';

const UNDERSTANDING =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html';

const SECURITY_HEADERS = [
  'content-security-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'x-xss-protection',
];
const SECURITY_SETTINGS = [
  'ContentSecurityPolicy',
  'ContentTypeOptions',
  'FrameOptions',
  'ReferrerPolicy',
  'StrictTransportSecurity',
  'XSSProtection',
];
const SECTIONS = [
  'SecurityHeadersConfig',
  'CorsConfig',
  'CustomHeadersConfig',
  'RemoveHeadersConfig',
  'ServerTimingHeadersConfig',
];
const REFERRER_POLICIES = [
  ...['no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'same-origin'],
  ...['strict-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
];
const NEVER_REMOVED =
  /^(connection|content-(encoding|length)|expect|host|keep-alive|proxy-(authenticate|authorization|connection)|trailer|transfer-encoding|upgrade|via|warning|x-accel-.*|x-amz-cf-.*|x-amzn-.*|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/i;

/** Headers that CloudFront adds to responses. */
export const responseHeadersRules: readonly Rule[] = [
  {
    id: 'cloudfront-security-headers',
    severity: 'error',
    sentence: 'A security header has values that exist, and says whether it overrides the origin.',
    page: UNDERSTANDING,
    types: [RESPONSE_HEADERS_POLICY],
    *check(policy) {
      const security = policy.at('ResponseHeadersPolicyConfig.SecurityHeadersConfig');
      if (!SECTIONS.some((name) => policy.at(`ResponseHeadersPolicyConfig.${name}`).entries.length > 0)) {
        yield { at: security, wrong: 'the policy adds no header', write: 'add FrameOptions and ContentTypeOptions' };
      }
      for (const setting of SECURITY_SETTINGS.map((name) => security.at(name)).filter((one) => one.exists)) {
        yield* isFlag(setting.at('Override'));
      }
      for (const [name] of security.entries.filter(([entry]) => !SECURITY_SETTINGS.includes(entry))) {
        yield {
          at: security.at(name),
          wrong: `${name} is no security header`,
          write: `write one of ${SECURITY_SETTINGS.join(', ')}`,
        };
      }
      yield* complete(security.at('FrameOptions'), 'FrameOption', ['DENY', 'SAMEORIGIN']);
      yield* complete(security.at('ReferrerPolicy'), 'ReferrerPolicy', REFERRER_POLICIES);
      yield* complete(security.at('StrictTransportSecurity'), 'AccessControlMaxAgeSec');
      yield* complete(security.at('ContentSecurityPolicy'), 'ContentSecurityPolicy');
      yield* complete(security.at('XSSProtection'), 'Protection');
      yield* inRange(security.at('StrictTransportSecurity.AccessControlMaxAgeSec'), 0, 2_147_483_647);
      yield* atMost(security.at('ContentSecurityPolicy.ContentSecurityPolicy'), 1783);
      const xss = security.at('XSSProtection');
      if (xss.at('ModeBlock').flag === true && xss.at('ReportUri').text) {
        yield { at: xss.at('ReportUri'), wrong: 'XSSProtection blocks and reports', write: 'keep one of the two' };
      }
    },
  },
  {
    id: 'cloudfront-custom-headers',
    severity: 'error',
    sentence: 'A header that a policy adds or removes is one that it may, and stands there once.',
    page: UNDERSTANDING,
    types: [RESPONSE_HEADERS_POLICY],
    *check(policy) {
      const config = policy.at('ResponseHeadersPolicyConfig');
      const added = config.at('CustomHeadersConfig.Items').list.map((item) => item.at('Header'));
      const removed = config.at('RemoveHeadersConfig.Items').list.map((item) => item.at('Header'));
      for (const item of config.at('CustomHeadersConfig.Items').list) {
        yield* isFlag(item.at('Override'));
        yield* atMost(item.at('Value'), 1783);
      }
      for (const header of [...added, ...removed]) {
        yield* required(header, 'write the name of a header');
        yield* inForm(header, /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/, 'write the name of a header');
      }
      for (const header of added.filter((one) => SECURITY_HEADERS.includes(one.text?.toLowerCase() ?? ''))) {
        yield {
          at: header,
          wrong: `${String(header)} is a security header`,
          write: 'write it in SecurityHeadersConfig',
        };
      }
      for (const header of removed.filter((one) => NEVER_REMOVED.test(one.text ?? ''))) {
        yield { at: header, wrong: `${String(header)} cannot be removed`, write: 'take it out' };
      }
      yield* repeated(added, (header) => header.text?.toLowerCase());
      yield* repeated(removed, (header) => header.text?.toLowerCase());
    },
  },
];

/** Reads a flag, so that one of another type is found. */
function* isFlag(at: Value): Generator<Problem> {
  if (at.flag === undefined) {
    yield { at, wrong: `${nameOf(at)} is missing`, write: 'set Override to true' };
  }
}

function* complete(setting: Value, property: string, allowed?: string[]): Generator<Problem> {
  if (setting.exists) {
    yield* required(setting.at(property), `set ${property}`);
  }
  if (allowed) {
    yield* oneOf(setting.at(property), allowed);
  }
}
