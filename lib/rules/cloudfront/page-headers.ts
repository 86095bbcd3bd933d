import { cacheDirectives } from '../content/cache-control';
import { deploymentsInto } from '../content/published';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { aliasesOf, bucketOf, defaultBehaviorOf, DISTRIBUTION, targetsOf } from './model';
import { RESPONSE_HEADERS_POLICY } from './policies';

const DAY = 86_400;

/** What a page needs by the kind of its files, and the directives of a CSP that decide on it, the first that is there. */
const SOURCES: readonly [RegExp, readonly string[]][] = [
  [/\.css$/, ['style-src-elem', 'style-src', 'default-src']],
  [/\.m?js$/, ['script-src-elem', 'script-src', 'default-src']],
  [/\.(png|jpe?g|gif|svg|webp|avif|ico)$/, ['img-src', 'default-src']],
];

/** What headers of a policy do to the pages of a site. */
export const pageHeaderRules: readonly Rule[] = [
  {
    id: 'cloudfront-headers-let-pages-load',
    severity: 'error',
    sentence: "A content security policy lets pages load the site's own styles, scripts and images.",
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const { resource, config } = policyOf(distribution, assembly);
      const at = config?.at('SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy');
      const keys = at?.exists ? keysOf(distribution, assembly) : [];
      for (const [kind, directives] of SOURCES) {
        const file = keys.find((key) => kind.test(key));
        const blocking =
          file === undefined ? undefined : blockedBy(at?.text ?? '', directives, aliasesOf(distribution));
        if (blocking !== undefined) {
          yield { resource, at, wrong: `${blocking} keeps pages from loading /${file}`, write: "add 'self' to it" };
        }
      }
    },
  },
  {
    id: 'cloudfront-headers-leave-pages-fresh',
    severity: 'error',
    sentence: 'No header of a policy makes browsers keep pages for more than a day: no deployment reaches them there.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const { resource, config } = policyOf(distribution, assembly);
      for (const item of config?.at('CustomHeadersConfig.Items').list ?? []) {
        const at = item.at('Value');
        const isCaching = item.at('Header').text?.toLowerCase() === 'cache-control';
        const directives = isCaching ? cacheDirectives(at.text) : [];
        if (directives.some(({ name, seconds = 0 }) => name === 'immutable' || (name === 'max-age' && seconds > DAY))) {
          yield { resource, at, wrong: `every page is sent with ${String(at)}`, write: 'remove the header' };
        }
      }
    },
  },
];

/** The policy of the headers that pages get, if it is of this app. */
function policyOf(distribution: Resource, assembly: Assembly): { resource?: Resource; config?: Value } {
  const id = defaultBehaviorOf(distribution).at('ResponseHeadersPolicyId').text;
  const resource = assembly.find(RESPONSE_HEADERS_POLICY, id);
  return { resource, config: resource?.at('ResponseHeadersPolicyConfig') };
}

function keysOf(distribution: Resource, assembly: Assembly): string[] {
  const buckets = targetsOf(defaultBehaviorOf(distribution), distribution).map((origin) => bucketOf(origin, assembly));
  return buckets
    .flatMap((bucket) => (bucket ? deploymentsInto(bucket, assembly) : []))
    .flatMap(({ keys }) => [...(keys ?? [])]);
}

/** The directive that does not let a page load files of its own host. */
function blockedBy(policy: string, names: readonly string[], hosts: readonly string[]): string | undefined {
  const directives = new Map(
    policy.split(';').map((directive): [string, string[]] => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name.toLowerCase(), sources];
    }),
  );
  const name = names.find((one) => directives.has(one));
  const sources = directives.get(name ?? '') ?? [];
  const admits = (source: string) =>
    source === '*' || /^('self'|'nonce-.*|https?:)$/.test(source) || hosts.some((host) => source.includes(host));
  return name === undefined || sources.some(admits) ? undefined : [name, ...sources].join(' ');
}
