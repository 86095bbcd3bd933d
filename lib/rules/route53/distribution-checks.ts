import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown, type Value } from '../assembly/value';
import { edgeSeconds } from '../cloudfront/edge-seconds';
import { functionFor } from '../cloudfront/edge';
import { answerTo } from '../cloudfront/function-run';
import { primaryBuckets } from '../cloudfront/first-origins';
import { deploymentsInto, type Deployment } from '../content/published';
import type { Rule } from '../rule';
import { distributionOfHost } from '../site';
import { checkRule, setting } from './check-settings';
import { isEndpointCheck, isInverted, typeOf, watchedHost } from './checks';

const ENDPOINTS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

/** Health checks of a distribution, by its own domain name. */
export const distributionCheckRules: readonly Rule[] = [
  checkRule({
    id: 'distributions-are-checked-by-a-page',
    severity: 'error',
    sentence:
      'A health check of a distribution asks over HTTPS, as a redirect to it counts as healthy, for an object that is ' +
      'published and that the function does not redirect.',
    page: ENDPOINTS,
    *check(check, assembly) {
      const distribution = checkedDistribution(check, assembly);
      if (!distribution) {
        return;
      }
      const type = setting(check, 'Type');
      if (!type.text?.startsWith('HTTPS')) {
        yield {
          at: type,
          wrong: `the health check asks the distribution over ${String(type)}, which answers without a page`,
          write: 'set Type to HTTPS, and Port to 443',
        };
      }
      const at = setting(check, 'ResourcePath');
      const { ownAnswer, key } = servedBy(distribution, at, assembly);
      if (ownAnswer !== undefined) {
        yield {
          at,
          wrong: `for ${String(at)} the function of the distribution answers ${ownAnswer}, whatever is lost`,
          write: 'set ResourcePath to a path that is served as it is',
        };
      } else if (!isPublished(key, distribution, assembly)) {
        yield {
          at,
          wrong: `the health check asks the distribution for ${key}, which no deployment publishes`,
          write: 'set ResourcePath to an object that is published, such as /health.txt',
        };
      }
    },
  }),
  checkRule({
    id: 'distributions-are-checked-past-their-cache',
    severity: 'error',
    sentence: 'No edge keeps what a health check of a distribution asks for longer than the interval of the check.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html',
    *check(check, assembly) {
      const distribution = checkedDistribution(check, assembly);
      const at = setting(check, 'ResourcePath');
      const key = distribution ? servedBy(distribution, at, assembly).key : '';
      const interval = setting(check, 'RequestInterval').number ?? 30;
      for (const { resource } of distribution ? writersOf(key, distribution, assembly) : []) {
        const header = resource.at('SystemMetadata').child('cache-control');
        const seconds = distribution ? edgeSeconds(header.text, `/${key}`, distribution, assembly) : 0;
        if (seconds > interval) {
          yield {
            resource,
            at: header,
            wrong: `edges answer the health check of the distribution with ${key} for ${seconds} s, whatever is lost`,
            write: 'set cache-control to no-store for the checked object',
          };
        }
      }
    },
  }),
];

/** The distribution that a check asks by its own domain name. */
export function checkedDistribution(check: Resource, assembly: Assembly): Resource | undefined {
  return isEndpointCheck(check) && typeOf(check) !== undefined && !isInverted(check)
    ? distributionOfHost(watchedHost(check), assembly)
    : undefined;
}

/** The key that a path comes to behind the function of a distribution, or how the function answers by itself. */
function servedBy(distribution: Resource, path: Value, assembly: Assembly): { ownAnswer?: string; key: string } {
  const fn = functionFor('viewer-request', distribution, assembly);
  const uri = path.text ?? '/';
  const { error, result } = fn ? answerTo(fn, uri, assembly) : {};
  const status = JSON.stringify(result?.statusCode);
  const key = (typeof result?.uri === 'string' ? result.uri : uri).replace(/^\//, '');
  const ownAnswer = error === undefined ? status && `with ${status}` : `with an error (${error})`;
  return { ownAnswer, key: key === '' ? rootOf(distribution) : key };
}

function rootOf(distribution: Resource): string {
  return distribution.at('DistributionConfig.DefaultRootObject').text ?? '';
}

function writersOf(key: string, distribution: Resource, assembly: Assembly): Deployment[] {
  return primaryBuckets(distribution, assembly)
    .flatMap((bucket) => deploymentsInto(bucket, assembly))
    .filter(({ keys }) => keys?.has(key));
}

function isPublished(key: string, distribution: Resource, assembly: Assembly): boolean {
  const deployments = primaryBuckets(distribution, assembly).flatMap((bucket) => deploymentsInto(bucket, assembly));
  if (deployments.some(({ keys }) => keys?.has(key))) {
    return true;
  }
  const isKnown = deployments.length > 0 && deployments.every((one) => one.keys !== undefined || one.leavesAlone(key));
  return isKnown ? false : unknown(`whether ${distribution.path} serves ${key}`);
}
