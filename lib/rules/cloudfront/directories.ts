import { isOnApi } from '../apigateway/fallbacks';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { deploymentsInto } from '../content/published';
import { matches } from '../iam/statements';
import type { Rule } from '../rule';
import { nameOf } from './checks';
import { lambdasOf } from './lambda-edge';
import { aliasesOf, behaviorsOf, bucketOf, configOf, DISTRIBUTION, secondaryWebsites, targetsOf } from './model';

/** That directories are answered with their index pages. */
export const directoryRules: readonly Rule[] = [
  {
    id: 'cloudfront-directories-have-an-index',
    severity: 'error',
    sentence: 'A directory has its index page on CloudFront as it has on the secondary.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const [website] = secondaryWebsites(distribution, assembly);
      const index =
        website?.at('WebsiteConfiguration.IndexDocument').text ??
        configOf(distribution).at('DefaultRootObject').text ??
        'index.html';
      const isLikeWebsite = website !== undefined || aliasesOf(distribution).some((name) => isOnApi(name, assembly));
      for (const behavior of isLikeWebsite ? behaviorsOf(distribution) : []) {
        const directory = directoryOf(index, behavior, distribution, assembly);
        if (directory !== undefined && !hasFunction(behavior)) {
          yield {
            at: behavior.at('FunctionAssociations'),
            wrong: `nothing maps ${directory} to its index page in ${nameOf(behavior)}, which the secondary serves`,
            write: 'associate the viewer-request function',
          };
        }
      }
    },
  },
];

function hasFunction(behavior: Value): boolean {
  const functions = [...behavior.at('FunctionAssociations').list, ...lambdasOf(behavior)];
  return functions.some((one) => one.at('EventType').text?.endsWith('-request'));
}

/** A directory that a behavior is asked for: any for the default one, else one of the content. */
function directoryOf(index: string, behavior: Value, distribution: Resource, assembly: Assembly): string | undefined {
  const pattern = behavior.at('PathPattern').text?.replace(/^\/?/, '/');
  const buckets = targetsOf(behavior, distribution).map((origin) => bucketOf(origin, assembly));
  const keys = buckets
    .flatMap((bucket) => (bucket ? deploymentsInto(bucket, assembly) : []))
    .flatMap((deployment) => [...(deployment.keys ?? [])]);
  const directories = keys.filter((key) => key.endsWith(`/${index}`)).map((key) => `/${key.slice(0, -index.length)}`);
  return pattern === undefined ? '/directory/' : directories.find((directory) => matches(pattern, directory));
}
