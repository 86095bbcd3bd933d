import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { defaultBehaviorOf, targetsOf } from '../cloudfront/model';
import type { Rule } from '../rule';
import { bucketOfArn, bucketOfHost, replicationRulesOf } from '../site';
import { deploymentsInto, isForChecks } from './published';

/** That the pages which settings name are among those that are deployed. */
export const pagePublicationRules: readonly Rule[] = [
  {
    id: 'index-and-error-pages-are-deployed',
    severity: 'error',
    sentence: 'The pages that a website or distribution names for its root and its errors are among what is deployed.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html',
    types: ['AWS::S3::Bucket'],
    *check(bucket, assembly) {
      const keys = deployedKeys(bucket, assembly);
      if (!keys) {
        return;
      }
      for (const rule of replicationRulesOf(bucket)) {
        const replica = bucketOfArn(rule.at('Destination.Bucket').text, assembly);
        for (const name of ['IndexDocument', 'ErrorDocument']) {
          const at = replica?.at(`WebsiteConfiguration.${name}`);
          if (at?.text !== undefined && !keys.has(at.text)) {
            yield { resource: replica, at, wrong: `no ${at.text} is deployed`, write: `name a page of the content` };
          }
        }
      }
    },
  },
  {
    id: 'pages-of-distributions-are-deployed',
    severity: 'error',
    sentence: 'The root object and the error pages of a distribution are among what is deployed to its bucket.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html',
    types: ['AWS::CloudFront::Distribution'],
    *check(distribution, assembly) {
      const config = distribution.at('DistributionConfig');
      const [origin] = targetsOf(defaultBehaviorOf(distribution), distribution);
      const bucket = bucketOfHost(origin?.at('DomainName').text, assembly);
      const keys = bucket && deployedKeys(bucket, assembly);
      if (!keys || origin?.at('OriginPath').text || config.at('CacheBehaviors').list.length > 0) {
        return;
      }
      const errors = config.at('CustomErrorResponses').list.map((response) => response.at('ResponsePagePath'));
      for (const at of [config.at('DefaultRootObject'), ...errors]) {
        if (at.text && !keys.has(at.text.replace(/^\//, ''))) {
          yield { at, wrong: `no ${at.text} is deployed`, write: 'name a page of the content' };
        }
      }
    },
  },
];

/** What is deployed to a bucket; undefined when that is not all, or not to be read here. */
function deployedKeys(bucket: Resource, assembly: Assembly): Set<string> | undefined {
  const deployments = deploymentsInto(bucket, assembly);
  const isWhole = deployments.some((deployment) => !isForChecks(deployment, assembly));
  return isWhole && deployments.every(({ keys }) => keys !== undefined)
    ? new Set(deployments.flatMap(({ keys = [] }) => [...keys]))
    : undefined;
}
