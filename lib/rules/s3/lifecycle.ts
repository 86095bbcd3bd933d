import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { deploymentsInto } from '../content/published';
import type { Rule } from '../rule';
import { lifecycleOf } from './lifecycle-settings';
import { BUCKET, narrowing, siteBuckets, sourcesOf } from './model';
import { currentTransitions } from './transitions';

const ELEMENTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html';
const ARCHIVES = ['GLACIER', 'Glacier', 'DEEP_ARCHIVE'];

/** What becomes of a site's objects with time. */
export const lifecycleRules: readonly Rule[] = [
  {
    id: 'pages-do-not-expire',
    severity: 'error',
    sentence: 'No lifecycle rule ends the current objects of a site.',
    page: ELEMENTS,
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of siteBuckets(assembly).has(bucket) ? enabledRules(bucket) : []) {
        const at = ['ExpirationInDays', 'ExpirationDate'].map((name) => rule.at(name)).find((one) => one.exists);
        if (at && isAboutPages(rule, bucket, assembly)) {
          yield { at, wrong: `the pages in ${bucket.ref} end by ${at.place}: ${String(at)}`, write: 'remove it' };
        }
      }
    },
  },
  {
    id: 'pages-are-not-archived',
    severity: 'error',
    sentence: 'No lifecycle rule, and no tier, takes the pages of a site to where they cannot be read at once.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      if (!siteBuckets(assembly).has(bucket)) {
        return;
      }
      const transitions = enabledRules(bucket)
        .filter((rule) => isAboutPages(rule, bucket, assembly))
        .flatMap(currentTransitions);
      for (const at of transitions.map((transition) => transition.at('StorageClass'))) {
        if (ARCHIVES.includes(at.text ?? '')) {
          yield {
            at,
            wrong: `the pages in ${bucket.ref} go to ${at.text}`,
            write: 'choose a class that is read at once',
          };
        }
      }
      for (const tiering of bucket.at('IntelligentTieringConfigurations').list) {
        if (tiering.at('Status').text === 'Enabled' && !narrowing(tiering)) {
          yield { at: tiering, wrong: `the pages in ${bucket.ref} may be archived by it`, write: 'remove it' };
        }
      }
    },
  },
  {
    id: 'old-versions-end',
    severity: 'warning',
    sentence: 'A bucket that keeps versions has a lifecycle rule that ends old ones: they are paid for until then.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html',
    types: [BUCKET],
    *check(bucket) {
      const ending = ['NoncurrentVersionExpiration', 'NoncurrentVersionExpirationInDays'];
      const isEnding = (rule: Value) => !narrowing(rule) && ending.some((name) => rule.at(name).exists);
      if (bucket.at('VersioningConfiguration.Status').text === 'Enabled' && !enabledRules(bucket).some(isEnding)) {
        yield {
          at: bucket.at('LifecycleConfiguration'),
          wrong: `old versions in ${bucket.ref} are kept for ever`,
          write: 'add an enabled rule with NoncurrentVersionExpiration',
        };
      }
    },
  },
];

function enabledRules(bucket: Resource): Value[] {
  return lifecycleOf(bucket).filter((rule) => rule.at('Status').text === 'Enabled');
}

/** Whether a rule is about objects of a site: all of them, but for their sizes, or such as a deployment publishes. */
function isAboutPages(rule: Value, bucket: Resource, assembly: Assembly): boolean {
  const prefix = rule.at('Prefix').text ?? '';
  const deployments = [bucket, ...sourcesOf(bucket, assembly)].flatMap((one) => deploymentsInto(one, assembly));
  const isPublished = deployments.some(({ keys }) => [...(keys ?? [])].some((key) => key.startsWith(prefix)));
  return rule.at('TagFilters').list.length === 0 && (prefix === '' || isPublished);
}
