import type { Rule } from '../rule';
import { oneOf, required } from './checks';
import { certificateOf, configOf, DISTRIBUTION } from './model';

const VIEWER_CERTIFICATE = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html';
const POLICIES_FOR_ALL = ['SSLv3', 'TLSv1'];
const OLD_POLICIES = [...POLICIES_FOR_ALL, 'TLSv1_2016', 'TLSv1.1_2016'];
const POLICIES = [...OLD_POLICIES, 'TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'];

/** How viewers are served over TLS. */
export const tlsRules: readonly Rule[] = [
  {
    id: 'cloudfront-tls-settings',
    severity: 'error',
    sentence: 'A distribution with a certificate says how it is served, with values that CloudFront knows.',
    page: VIEWER_CERTIFICATE,
    types: [DISTRIBUTION],
    *check(distribution) {
      const at = certificateOf(distribution);
      const method = at.at('SslSupportMethod');
      const policy = at.at('MinimumProtocolVersion');
      if (at.at('AcmCertificateArn').exists || at.at('IamCertificateId').exists) {
        yield* required(method, 'set SslSupportMethod to sni-only');
      }
      yield* oneOf(method, ['sni-only', 'vip', 'static-ip']);
      yield* oneOf(policy, POLICIES);
      if (method.text === 'vip' && policy.exists) {
        yield* oneOf(policy, POLICIES_FOR_ALL);
      } else if (policy.text === 'SSLv3') {
        yield { at: policy, wrong: 'SSLv3 is refused for viewers with SNI', write: 'write TLSv1.2_2025' };
      }
    },
  },
  {
    id: 'cloudfront-modern-tls',
    severity: 'warning',
    sentence: 'A distribution with a certificate of its own takes TLS 1.2 and later only.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const at = certificateOf(distribution).at('MinimumProtocolVersion');
      const isOwn = certificateOf(distribution).at('CloudFrontDefaultCertificate').flag !== true;
      if (certificateOf(distribution).exists && isOwn && OLD_POLICIES.includes(at.text ?? 'TLSv1')) {
        yield {
          at,
          wrong: `viewers may connect with protocols that browsers gave up (${at.text ?? 'the default is TLSv1'})`,
          write: 'set MinimumProtocolVersion to TLSv1.2_2025',
        };
      }
    },
  },
  {
    id: 'cloudfront-no-dedicated-addresses',
    severity: 'warning',
    sentence: 'A distribution needs no addresses of its own, which cost hundreds of dollars a month.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html',
    types: [DISTRIBUTION],
    *check(distribution) {
      const method = certificateOf(distribution).at('SslSupportMethod');
      if (method.text === 'vip' || method.text === 'static-ip') {
        yield { at: method, wrong: `SslSupportMethod is ${method.text}`, write: 'set SslSupportMethod to sni-only' };
      }
      const addresses = configOf(distribution).at('AnycastIpListId');
      if (addresses.exists) {
        yield { at: addresses, wrong: 'the distribution has Anycast addresses', write: 'remove AnycastIpListId' };
      }
    },
  },
];
