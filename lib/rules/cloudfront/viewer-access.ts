import { DOMAIN, isDualStack } from '../apigateway/model';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { hostName } from '../site';
import { nameOf, oneOf, required } from './checks';
import {
  aliasesOf,
  behaviorsOf,
  configOf,
  defaultBehaviorOf,
  DISTRIBUTION,
  hasWebsiteSecondary,
  restHost,
  targetsOf,
} from './model';
import { hasSecondary, mayLeadToWebsite } from './secondaries';

const BEHAVIOR = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html';
const METHODS = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html';
const METHOD_SETS = ['GET HEAD', 'GET HEAD OPTIONS', 'DELETE GET HEAD OPTIONS PATCH POST PUT'];

/** Who may ask a behavior, over which protocol and with which method. */
export const viewerAccessRules: readonly Rule[] = [
  {
    id: 'cloudfront-viewer-protocol',
    severity: 'error',
    sentence: 'Every behavior says over which protocols it answers.',
    page: BEHAVIOR,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const at of behaviorsOf(distribution).map((behavior) => behavior.at('ViewerProtocolPolicy'))) {
        yield* required(at, 'set ViewerProtocolPolicy to allow-all');
        yield* oneOf(at, ['allow-all', 'redirect-to-https', 'https-only']);
      }
    },
  },
  {
    id: 'website-secondary-needs-http',
    severity: 'error',
    sentence:
      'Where the secondary is or was an S3 website endpoint, which is still there, no behavior forces HTTPS on visitors.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const behavior of mayLeadToWebsite(distribution, assembly) ? behaviorsOf(distribution) : []) {
        const at = behavior.at('ViewerProtocolPolicy');
        if (at.text === 'redirect-to-https' || at.text === 'https-only') {
          yield {
            at,
            wrong: `${nameOf(at)} is ${at.text}: browsers would remember HTTPS, which an S3 website endpoint does not speak`,
            write: 'set ViewerProtocolPolicy to allow-all',
          };
        }
      }
    },
  },
  {
    id: 'website-secondary-needs-ipv4',
    severity: 'warning',
    sentence:
      'A distribution whose secondary is an S3 website endpoint has no IPv6, unless an AAAA record of before may be remembered.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ipv6-access.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const at = configOf(distribution).at('IPV6Enabled');
      if (at.flag === true && hasWebsiteSecondary(distribution, assembly) && !retiresIpv6(distribution, assembly)) {
        yield { at, wrong: 'IPv6 is on, which the secondary does not speak', write: 'set IPV6Enabled to false' };
      }
    },
  },
  {
    id: 'cloudfront-methods',
    severity: 'error',
    sentence: 'A behavior allows one of the three sets of methods, and caches those that only read.',
    page: METHODS,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const behavior of behaviorsOf(distribution)) {
        const allowed = behavior.at('AllowedMethods');
        const cached = behavior.at('CachedMethods');
        if (allowed.exists && !METHOD_SETS.includes(sorted(allowed))) {
          yield {
            at: allowed,
            wrong: `${nameOf(allowed)} are ${allowed.texts.join(', ') || 'none'}`,
            write: 'allow GET and HEAD, these and OPTIONS, or all seven',
          };
        }
        if (cached.exists && !METHOD_SETS.slice(0, 2).includes(sorted(cached))) {
          yield { at: cached, wrong: `${nameOf(cached)} are ${cached.texts.join(', ')}`, write: 'cache GET and HEAD' };
        } else if (cached.texts.includes('OPTIONS') && !allowed.texts.includes('OPTIONS')) {
          yield { at: cached, wrong: 'OPTIONS is cached, but not allowed', write: 'cache GET and HEAD' };
        }
      }
    },
  },
  {
    id: 'cloudfront-reads-buckets-only',
    severity: 'warning',
    sentence: 'Visitors of a bucket may read, and not write.',
    page: METHODS,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const behavior of behaviorsOf(distribution)) {
        const at = behavior.at('AllowedMethods');
        if (at.texts.includes('PUT') && targetsOf(behavior, distribution).some(restHost)) {
          yield {
            at,
            wrong: `visitors may send ${at.texts.join(', ')} to a bucket`,
            write: 'allow GET, HEAD and OPTIONS at most',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-is-open-to-visitors',
    severity: 'error',
    sentence: 'Nobody needs a signed URL or a certificate to read the site.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const behaviors = hasSecondary(distribution, assembly)
        ? behaviorsOf(distribution)
        : [defaultBehaviorOf(distribution)];
      for (const behavior of behaviors) {
        for (const at of ['TrustedKeyGroups', 'TrustedSigners'].map((name) => behavior.at(name))) {
          if (at.list.length > 0) {
            yield { at, wrong: `${nameOf(at)} refuses whoever has no signed URL`, write: `remove ${nameOf(at)}` };
          }
        }
      }
      const mode = configOf(distribution).at('ViewerMtlsConfig.Mode');
      if (mode.text === 'required') {
        yield { at: mode, wrong: 'whoever has no client certificate is refused', write: 'remove ViewerMtlsConfig' };
      }
    },
  },
];

/** Whether names of a distribution have a dual-stack endpoint in this app, which DNS led to before. */
function retiresIpv6(distribution: Resource, assembly: Assembly): boolean {
  const names = new Set(aliasesOf(distribution));
  return assembly.all(DOMAIN).some((domain) => names.has(hostName(domain.ref)) && isDualStack(domain));
}

function sorted(methods: Value): string {
  return [...methods.texts].sort().join(' ');
}
