import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { bucketOfArn, replicationRulesOf } from '../site';
import { DEPLOYMENT, destinationOf } from './published';

const README = 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html';
const CUSTOM_RESOURCE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html';

/** That content is deployed from somewhere to the right bucket. */
export const deploymentRules: readonly Rule[] = [
  {
    id: 'custom-resources-have-a-function',
    severity: 'error',
    sentence: 'The ServiceToken of a custom resource is a function of this app in the same Region.',
    page: CUSTOM_RESOURCE,
    types: [DEPLOYMENT, 'Custom::S3AutoDeleteObjects'],
    *check(resource, assembly) {
      const token = resource.at('ServiceToken');
      const fn = assembly.once(functionsByArn).get(token.text);
      if (fn?.stack.source.region !== resource.stack.source.region) {
        yield {
          at: token,
          wrong: fn ? `the function is in ${fn.stack.source.region}` : `${String(token)} is no function of this app`,
          write: 'set ServiceToken to the ARN of the function in this stack',
        };
      }
    },
  },
  {
    id: 'deployments-have-sources',
    severity: 'error',
    sentence:
      'A deployment has a key for each source bucket, one at least, and this app uploads those in the bootstrap bucket.',
    page: README,
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const buckets = deployment.at('SourceBucketNames');
      const keys = deployment.at('SourceObjectKeys');
      if (buckets.list.length !== keys.list.length || keys.list.length === 0) {
        yield {
          at: keys,
          wrong: `there are ${buckets.list.length} source buckets and ${keys.list.length} keys`,
          write: 'give one key for each bucket',
        };
      }
      for (const [index, key] of keys.list.entries()) {
        yield* missingAsset(buckets.list[index], key, deployment, assembly);
      }
      const markers = deployment.at('SourceMarkers').list.length;
      if (markers > keys.list.length) {
        yield {
          at: deployment.at('SourceMarkers'),
          wrong: `there are markers for ${markers} sources, but ${keys.list.length} sources`,
          write: 'give as many',
        };
      }
    },
  },
  {
    id: 'deployments-write-to-the-origin',
    severity: 'error',
    sentence:
      'Content is written to a bucket of this app that is no replica, since nothing is copied back from one, and no redirect.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    types: [DEPLOYMENT],
    *check(deployment, assembly) {
      const at = deployment.at('DestinationBucketName');
      const bucket = destinationOf(deployment, assembly);
      const sources = assembly.once(bucketsByReplica).get(bucket?.ref ?? '');
      const isTwoWay = bucket && replicationRulesOf(bucket).length > 0;
      if (!bucket) {
        yield {
          at,
          wrong: `${String(at)} is no bucket of this app`,
          write: 'write to the bucket that CloudFront reads',
        };
      } else if (sources && !isTwoWay) {
        yield {
          at,
          wrong: `${bucket.ref} is the replica of ${sources}: what is written there is never in ${sources}`,
          write: `write to ${sources}`,
        };
      } else if (bucket.at('WebsiteConfiguration.RedirectAllRequestsTo').exists) {
        yield {
          at,
          wrong: `${bucket.ref} redirects every request: its objects are never read`,
          write: 'write to the bucket that CloudFront reads',
        };
      }
    },
  },
];

/** An asset in a bootstrap bucket that this app does not upload, or not there. */
export function* missingAsset(
  bucket: Value | undefined,
  key: Value,
  resource: Resource,
  assembly: Assembly,
): Generator<Problem> {
  const name = bucket?.text ?? '';
  const [isBootstrap, account, region = ''] = /^cdk-.+-assets-(\d{12})-([a-z0-9-]+)$/.exec(name) ?? [];
  if (isBootstrap && !assembly.source.assets.has(key.text ?? '')) {
    yield { at: key, wrong: `this app uploads no ${String(key)}`, write: 'name the key of an asset of this app' };
  }
  const { source } = resource.stack;
  if (isBootstrap && (region !== source.region || account !== source.account)) {
    yield {
      at: bucket,
      wrong: `${name} is not the bootstrap bucket of ${source.account} in ${source.region}`,
      write: `name that: assets of ${resource.stack.path} are uploaded there`,
    };
  }
}

export function functionsByArn(assembly: Assembly): Map<string | undefined, Resource> {
  return new Map(assembly.all('AWS::Lambda::Function').map((fn) => [fn.attribute('Arn'), fn]));
}

function bucketsByReplica(assembly: Assembly): Map<string, string> {
  return new Map(
    assembly.all('AWS::S3::Bucket').flatMap((bucket) =>
      replicationRulesOf(bucket).flatMap((rule): [string, string][] => {
        const replica = bucketOfArn(rule.at('Destination.Bucket').text, assembly);
        return replica ? [[replica.ref, bucket.ref]] : [];
      }),
    ),
  );
}
