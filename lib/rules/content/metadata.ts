import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { originBuckets } from '../site';
import { cacheDirectives, staysOnEdges } from './cache-control';
import { onlySome } from './file-kinds';
import { DEPLOYMENT, deploymentsInto, destinationOf, isPage } from './published';

const SYNC = 'https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html';
const DAY = 86_400;

const OPTIONS = [
  'acl',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'sse',
  'sse-c-copy-source',
  'sse-kms-key-id',
  'storage-class',
  'website-redirect',
];

/** What would keep objects from being read, and why. */
const HARMFUL: Readonly<Record<string, [RegExp, string]>> = {
  acl: [/^(?!private$|bucket-owner-)/, 'buckets that own their objects refuse ACLs'],
  sse: [/^(?!AES256$)/, 'nobody anonymous can read objects under KMS, and they are not replicated'],
  'sse-kms-key-id': [/^/, 'nobody anonymous can read objects under KMS, and they are not replicated'],
  'sse-c-copy-source': [/^/, 'nobody can read objects under a key of yours'],
  'storage-class': [
    /^(?!STANDARD$|REDUCED_REDUNDANCY$|(STANDARD|ONEZONE)_IA$|INTELLIGENT_TIERING$|GLACIER_IR$)/,
    'objects of this class cannot be read',
  ],
  'website-redirect': [/^/, 'every page would be a redirect on the secondary, and none on CloudFront'],
};

/** What is written beside each object. */
export const metadataRules: readonly Rule[] = [
  {
    id: 'objects-stay-readable',
    severity: 'error',
    sentence: 'The settings of a deployment are options of `aws s3 sync` that leave objects to be read and replicated.',
    page: SYNC,
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const keys = keysOf(deployment, assembly);
      for (const [name, value] of deployment.at('SystemMetadata').entries) {
        const [harmful, why] = HARMFUL[name.toLowerCase()] ?? [];
        if (!OPTIONS.includes(name.toLowerCase())) {
          yield { at: value, wrong: `aws s3 sync has no option --${name}`, write: `remove ${name}` };
        } else if (harmful?.test(value.text ?? '')) {
          yield { at: value, wrong: `${name} is ${value.text}: ${why}`, write: `remove ${name}` };
        }
        yield* onlySome(name.toLowerCase(), value, keys);
      }
    },
  },
  {
    id: 'cache-control-is-valid',
    severity: 'error',
    sentence: 'Cache-Control has directives that exist, with whole seconds where one takes them.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html',
    types: [DEPLOYMENT],
    *check(deployment) {
      const at = deployment.at('SystemMetadata').child('cache-control');
      for (const { name, isValid } of cacheDirectives(at.text)) {
        if (!isValid) {
          yield { at, wrong: `Cache-Control cannot have ${name}`, write: 'write directives like public, max-age=0' };
        }
      }
    },
  },
  {
    id: 'pages-are-fresh-in-browsers',
    severity: 'warning',
    sentence: 'Browsers ask for a page again within a day: no deployment or failover reaches what they keep.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html',
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const at = deployment.at('SystemMetadata').child('cache-control');
      const age = cacheDirectives(at.text).find(({ name }) => name === 'max-age')?.seconds ?? 0;
      const isImmutable = cacheDirectives(at.text).some(({ name }) => name === 'immutable');
      if ((age > DAY || isImmutable) && keysOf(deployment, assembly).some(isPage)) {
        yield {
          at,
          wrong: `browsers keep pages for ${age} s (${at.text})`,
          write: 'set max-age to a day at most for pages',
        };
      }
    },
  },
  {
    id: 'edges-drop-what-changed',
    severity: 'warning',
    sentence: 'When everything is deployed, the distribution is told to drop what its edges keep.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html',
    types: [DEPLOYMENT],
    *check(resource, assembly) {
      const bucket = destinationOf(resource, assembly);
      const caching = resource.at('SystemMetadata').child('cache-control').text;
      if (!bucket || !assembly.once(readBuckets).has(bucket) || !staysOnEdges(caching)) {
        return;
      }
      const tells = deploymentsInto(bucket, assembly)
        .filter((deployment) => invalidates(deployment.resource, keysOf(resource, assembly)))
        .some(({ resource: last }) => last === resource || assembly.isCreatedAfter(last, resource));
      if (!tells) {
        yield {
          at: resource.at('DistributionId'),
          wrong: `edges keep old copies of what it changes (${caching ?? 'no Cache-Control'})`,
          write: 'set DistributionId here, or on a deployment that comes after it',
        };
      }
    },
  },
];

function keysOf(deployment: Resource, assembly: Assembly): string[] {
  const bucket = destinationOf(deployment, assembly);
  const own = (bucket ? deploymentsInto(bucket, assembly) : []).find(({ resource }) => resource === deployment);
  return [...(own?.keys ?? [])];
}

/** Whether a deployment has edges drop these keys; without paths, it has them drop everything below its prefix. */
function invalidates(deployment: Resource, keys: string[]): boolean {
  const paths = deployment.at('DistributionPaths');
  const drops = (path: string, key: string) =>
    path.endsWith('*') ? `/${key}`.startsWith(path.slice(0, -1)) : path === `/${key}`;
  return (
    deployment.at('DistributionId').exists &&
    (!paths.exists || keys.every((key) => paths.texts.some((path) => drops(path, key))))
  );
}

function readBuckets(assembly: Assembly): Set<Resource> {
  return new Set(
    assembly.all('AWS::CloudFront::Distribution').flatMap((distribution) => originBuckets(distribution, assembly)),
  );
}
