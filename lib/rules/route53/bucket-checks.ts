import type { Rule } from '../rule';
import { AWS_HOST } from './check-endpoint';
import { checkRule, setting } from './check-settings';
import { typeOf, watchedBucket, watchedHost, watchedKey } from './checks';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';
const ENDPOINTS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

/** How a health check asks S3. */
export const bucketCheckRules: readonly Rule[] = [
  checkRule({
    id: 'buckets-are-checked-by-an-object',
    severity: 'error',
    sentence:
      'A health check of a bucket asks for an object over HTTP or HTTPS: a port is open whatever happens to S3.',
    page: ENDPOINTS,
    *check(check, assembly) {
      const bucket = watchedBucket(check, assembly);
      if (bucket && typeOf(check) === 'TCP') {
        yield {
          at: setting(check, 'Type'),
          wrong: `the health check of ${bucket.ref} only opens a connection (TCP)`,
          write: 'set Type to HTTPS and ResourcePath to a tiny object',
        };
      } else if (bucket && /(^|\/)$/.test(watchedKey(check))) {
        yield {
          at: setting(check, 'ResourcePath'),
          wrong: `the health check of ${bucket.ref} asks for no object (${String(setting(check, 'ResourcePath'))})`,
          write: 'set ResourcePath to the path of the checked object, such as /health.txt',
        };
      }
    },
  }),
  checkRule({
    id: 'buckets-are-checked-in-their-region',
    severity: 'error',
    sentence: "A health check of a bucket asks the bucket's own Regional hostname.",
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html',
    *check(check, assembly) {
      const bucket = watchedBucket(check, assembly);
      const regional = bucket?.attribute('RegionalDomainName');
      if (bucket && watchedHost(check) !== regional) {
        yield {
          at: setting(check, 'FullyQualifiedDomainName'),
          wrong: `the health check of ${bucket.ref} asks ${watchedHost(check)}`,
          write: `set FullyQualifiedDomainName to ${regional}`,
        };
      }
    },
  }),
  checkRule({
    id: 'aws-endpoints-are-told-their-host',
    severity: 'warning',
    sentence: 'A health check of an endpoint of AWS over HTTPS sends the host in the TLS handshake.',
    page: API,
    *check(check) {
      const at = setting(check, 'EnableSNI');
      if (at.flag === false && typeOf(check)?.startsWith('HTTPS') && AWS_HOST.test(watchedHost(check))) {
        yield {
          at,
          wrong: `the health check does not tell ${watchedHost(check)} which host it wants (EnableSNI: false)`,
          write: 'set EnableSNI to true',
        };
      }
    },
  }),
];
