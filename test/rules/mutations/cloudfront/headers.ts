import { remove, set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { addBehavior, BEHAVIOR, DISTRIBUTION, HEADERS } from './names';

const header = (place: string, value: unknown) => set(HEADERS, `ResponseHeadersPolicyConfig.${place}`, value);
const security = (place: string, value: unknown) => header(`SecurityHeadersConfig.${place}`, value);
const managed = (id: string) => set(DISTRIBUTION, `${BEHAVIOR}.ResponseHeadersPolicyId`, id);
const custom = (...list: [string, string?][]) =>
  header('CustomHeadersConfig', { Items: list.map(([Header, Value]) => ({ Header, Value, Override: true })) });
const removed = (...names: string[]) => header('RemoveHeadersConfig', { Items: names.map((Header) => ({ Header })) });
const csp = (ContentSecurityPolicy: string) =>
  security('ContentSecurityPolicy', { ContentSecurityPolicy, Override: true });
const hsts = (AccessControlMaxAgeSec: unknown) =>
  security('StrictTransportSecurity', { AccessControlMaxAgeSec, Override: true });
const cors = (settings: Record<string, unknown> = {}) =>
  header('CorsConfig', {
    AccessControlAllowCredentials: false,
    AccessControlAllowHeaders: { Items: ['*'] },
    AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
    AccessControlAllowOrigins: { Items: ['*'] },
    OriginOverride: true,
    ...settings,
  });

export const headerMutations: Mutations = {
  broken: {
    'website-secondary-no-hsts': {
      HSTS: hsts(31_536_000),
      'HSTS for assets': addBehavior({ ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03' }),
      'a managed policy with HSTS': managed('67f7725c-6f97-4210-82d7-5512b31e9d03'),
      'a managed policy with CORS and HSTS': managed('eaab4381-ed33-4a86-88ca-d9558dc6cd63'),
      'requests are upgraded': csp('upgrade-insecure-requests'),
      'HSTS as a custom header': custom(['Strict-Transport-Security', 'max-age=63072000; preload']),
    },
    'cloudfront-headers-let-pages-load': {
      'nothing may load': csp("default-src 'none'"),
      'styles come from elsewhere': csp("default-src 'self'; style-src https://cdn.example.net"),
      'no style may load': csp("default-src *; style-src-elem 'none'"),
    },
    'cloudfront-headers-leave-pages-fresh': {
      'pages are kept for a year': custom(['Cache-Control', 'public, max-age=31536000']),
      'pages are kept for ever': custom(['cache-control', 'max-age=600, immutable']),
      'pages are kept for a week': custom(['X-Site', '1'], ['CACHE-CONTROL', 'max-age=604800']),
    },
    'cloudfront-security-headers': {
      'no header is left': header('SecurityHeadersConfig', {}),
      'no section is left': remove(HEADERS, 'ResponseHeadersPolicyConfig.SecurityHeadersConfig'),
      'no override': remove(HEADERS, 'ResponseHeadersPolicyConfig.SecurityHeadersConfig.FrameOptions.Override'),
      'frames of one origin': security('FrameOptions.FrameOption', 'ALLOW-FROM'),
      'an unknown referrer policy': security('ReferrerPolicy.ReferrerPolicy', 'strict'),
      'HSTS of no time': hsts(undefined),
      'HSTS of a negative time': hsts(-1),
      'a policy of 1784 characters': csp('a'.repeat(1784)),
      'an unknown header': security('PermissionsPolicy', { Override: true }),
      'blocking and reporting': security('XSSProtection', {
        Protection: true,
        ModeBlock: true,
        ReportUri: 'https://example.com/report',
        Override: true,
      }),
    },
    'cloudfront-custom-headers': {
      'a header twice': custom(['X-Site', '1'], ['x-site', '2']),
      'a security header': custom(['X-Frame-Options', 'DENY']),
      'a name with a colon': custom(['X-Site:', '1']),
      'no override': header('CustomHeadersConfig', { Items: [{ Header: 'X-Site', Value: '1' }] }),
      'a header that stays': removed('Content-Length'),
      'a header removed twice': removed('Server', 'server'),
    },
    'cloudfront-cors-headers': {
      'no method': cors({ AccessControlAllowMethods: { Items: [] } }),
      'credentials for everyone': cors({ AccessControlAllowCredentials: true }),
      'an unknown method': cors({ AccessControlAllowMethods: { Items: ['*'] } }),
      'no override': cors({ OriginOverride: undefined }),
      'no header': cors({ AccessControlAllowHeaders: undefined }),
    },
    'cloudfront-server-timing': {
      'more than all': header('ServerTimingHeadersConfig', { Enabled: true, SamplingRate: 101 }),
      'less than none': header('ServerTimingHeadersConfig', { Enabled: true, SamplingRate: -1 }),
      'ten times all': header('ServerTimingHeadersConfig', { Enabled: true, SamplingRate: 1000 }),
    },
  },
  harmless: {
    'a custom header': custom(['Permissions-Policy', 'camera=()'], ['X-Site']),
    'headers are removed': removed('Server', 'X-Powered-By', 'x-amz-meta-owner', 'Vary'),
    'HSTS is taken back': hsts(0),
    'a content security policy': csp("default-src 'self'"),
    'styles of the host and of another': csp("default-src 'none'; style-src http://example.com cdn.example.net"),
    'styles with a nonce': csp("style-src 'nonce-abc'"),
    'pages are kept for an hour': custom(['Cache-Control', 'max-age=3600']),
    'a policy of 1783 characters': csp('a'.repeat(1783)),
    CORS: cors(),
    'CORS with credentials': cors({
      AccessControlAllowCredentials: true,
      AccessControlAllowHeaders: { Items: ['X-Site'] },
      AccessControlAllowOrigins: { Items: ['http://app.example.com'] },
    }),
    'a sample of responses is timed': header('ServerTimingHeadersConfig', { Enabled: true, SamplingRate: 0.5 }),
    'no frames': security('FrameOptions.FrameOption', 'DENY'),
    'no filter of old browsers': security('XSSProtection', { Protection: false, Override: true }),
    'a managed policy for assets': addBehavior({ ResponseHeadersPolicyId: '60669652-455b-4ae9-85a4-c4c02393f86c' }),
  },
};
