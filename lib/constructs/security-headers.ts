import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';

const FRAME_OPTION = cloudfront.HeadersFrameOption.SAMEORIGIN;
const REFERRER_POLICY = cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN;

/**
 * Headers that every answer of the site has, whichever path it takes, by their names in lower case.
 *
 * @param strictTransportSecurity `max-age` of HSTS in seconds; no such header when it is undefined
 */
export function securityHeaders(strictTransportSecurity?: number): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': FRAME_OPTION,
    'referrer-policy': REFERRER_POLICY,
    ...(strictTransportSecurity !== undefined && { 'strict-transport-security': `max-age=${strictTransportSecurity}` }),
  };
}

/** The same headers in CloudFront's words. */
export function securityHeadersBehavior(strictTransportSecurity?: number): cloudfront.ResponseSecurityHeadersBehavior {
  return {
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: FRAME_OPTION, override: true },
    referrerPolicy: { referrerPolicy: REFERRER_POLICY, override: true },
    ...(strictTransportSecurity !== undefined && {
      strictTransportSecurity: { accessControlMaxAge: Duration.seconds(strictTransportSecurity), override: true },
    }),
  };
}
