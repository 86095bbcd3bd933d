import type { Assembly } from './assembly/assembly';
import type { Resource } from './assembly/resource';
import type { Value } from './assembly/value';
import { statementsOf, type Statement } from './iam/statements';

/** How the resources of a site hang together, read from templates alone. */

const BUCKET_HOST = /^(.+)\.s3[.-](?:dualstack\.)?(?:([a-z0-9-]+)\.)?amazonaws\.com$/;

/** The bucket of an ARN, its own or of objects in it. */
export function bucketOfArn(arn: string | undefined, assembly: Assembly): Resource | undefined {
  return assembly.find('AWS::S3::Bucket', /^arn:aws[a-z-]*:s3:::([^/]+)/.exec(arn ?? '')?.[1]);
}

/** The bucket of a REST hostname, `<bucket>.s3.<Region>.amazonaws.com` or a variant of it. */
export function bucketOfHost(host: string | undefined, assembly: Assembly): Resource | undefined {
  return assembly.find('AWS::S3::Bucket', BUCKET_HOST.exec(host ?? '')?.[1]);
}

/** The statements of every policy of a bucket; it can have one, but a template may hold more. */
export function bucketStatements(bucket: Resource, assembly: Assembly): readonly Statement[] {
  return bucketPolicies(bucket.ref, assembly).flatMap((policy) => statementsOf(policy.at('PolicyDocument')));
}

/** The policies of a bucket, by its name. */
export function bucketPolicies(bucket: string | undefined, assembly: Assembly): readonly Resource[] {
  return assembly.once(policiesByBucket).get(bucket) ?? [];
}

function policiesByBucket(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(assembly.all('AWS::S3::BucketPolicy'), (policy) => policy.at('Bucket').text);
}

/** The distribution of a `*.cloudfront.net` name. */
export function distributionOfHost(host: string | undefined, assembly: Assembly): Resource | undefined {
  return assembly.find('AWS::CloudFront::Distribution', /^(.+)\.cloudfront\.net\.?$/.exec(host ?? '')?.[1]);
}

/** Buckets that a distribution reads. */
export function originBuckets(distribution: Resource, assembly: Assembly): Resource[] {
  return distribution
    .at('DistributionConfig.Origins')
    .list.map((origin) => bucketOfHost(origin.at('DomainName').text, assembly))
    .filter((bucket) => bucket !== undefined);
}

/** The replication rules of a bucket. */
export function replicationRulesOf(bucket: Resource): Value[] {
  return bucket.at('ReplicationConfiguration.Rules').list;
}

/** Names compare without case and without the dot at their end. */
export function hostName(name: string | undefined): string {
  return (name ?? '').toLowerCase().replace(/\.$/, '');
}

/** The elements of a list by what they have in common, in their order. */
export function groupBy<Element, Key>(
  elements: readonly Element[],
  keyOf: (element: Element) => Key,
): Map<Key, Element[]> {
  const groups = new Map<Key, Element[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group) {
      group.push(element);
    } else {
      groups.set(key, [element]);
    }
  }
  return groups;
}
