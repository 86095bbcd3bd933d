import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { nameOf } from './checks';
import { POLICIES_WITH_HSTS } from './managed-policies';
import { behaviorsOf, DISTRIBUTION } from './model';
import { mayLeadToWebsite } from './secondaries';
import { RESPONSE_HEADERS_POLICY } from './policies';

/** Headers that make browsers keep to HTTPS. */
export const hstsRules: readonly Rule[] = [
  {
    id: 'website-secondary-no-hsts',
    severity: 'error',
    sentence:
      'Where the secondary is or was an S3 website endpoint, which is still there, no header pins visitors to HTTPS.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const behaviors = mayLeadToWebsite(distribution, assembly) ? behaviorsOf(distribution) : [];
      for (const at of behaviors.map((behavior) => behavior.at('ResponseHeadersPolicyId'))) {
        const policy = assembly.find(RESPONSE_HEADERS_POLICY, at.text);
        if (POLICIES_WITH_HSTS.includes(at.text ?? '')) {
          yield {
            at,
            wrong: `${String(at)} is a managed policy with HSTS`,
            write: 'use a policy of your own without it',
          };
        }
        for (const pin of policy ? pinsOf(policy) : []) {
          yield {
            resource: policy,
            at: pin,
            wrong: `${nameOf(pin)} pins browsers to HTTPS, which an S3 website endpoint does not speak`,
            write: 'remove it (or set its max-age to 0 to undo an earlier one)',
          };
        }
      }
    },
  },
];

/** Where a policy makes browsers use HTTPS from now on. */
function pinsOf(policy: Resource): readonly Value[] {
  const config = policy.at('ResponseHeadersPolicyConfig');
  const hsts = config.at('SecurityHeadersConfig.StrictTransportSecurity');
  const csp = config.at('SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy');
  const custom = config.at('CustomHeadersConfig.Items').list.filter((item) => {
    const name = item.at('Header').text?.toLowerCase();
    return (
      (name === 'strict-transport-security' && !/max-age=0\b/.test(item.at('Value').text ?? '')) ||
      (name?.startsWith('content-security-policy') && /upgrade-insecure-requests/i.test(item.at('Value').text ?? ''))
    );
  });
  return [
    ...(hsts.exists && hsts.at('AccessControlMaxAgeSec').number !== 0 ? [hsts] : []),
    ...(/upgrade-insecure-requests/i.test(csp.text ?? '') ? [csp] : []),
    ...custom,
  ];
}
