import * as path from 'node:path';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { groupBy } from '../site';
import { fileMatcher } from './file-matcher';

export const DEPLOYMENT = 'Custom::CDKBucketDeployment';

/** A deployment of objects into a bucket, as the CDK's function does it: `aws s3 sync`. */
export interface Deployment {
  readonly resource: Resource;
  /** Removes objects that its sources have not. */
  readonly prunes: boolean;
  /** Keys in the bucket that it writes; absent when its sources are not to be read here. */
  readonly keys?: ReadonlySet<string>;
  /** The file that it writes under a key, as far as it is to be read here. */
  fileOf(key: string): string | undefined;
  /** Whether its filters leave a key of the bucket alone. */
  leavesAlone(key: string): boolean;
}

/** The deployments into a bucket. */
export function deploymentsInto(bucket: Resource, assembly: Assembly): readonly Deployment[] {
  return assembly.once(deploymentsByBucket).get(bucket.ref) ?? [];
}

/** The bucket that a deployment writes to. */
export function destinationOf(deployment: Resource, assembly: Assembly): Resource | undefined {
  return assembly.find('AWS::S3::Bucket', deployment.at('DestinationBucketName').text);
}

export function isPage(key: string): boolean {
  return /\.html?$/i.test(key);
}

/** Whether a deployment writes nothing but objects for health checks. */
export function isForChecks({ keys }: Deployment, assembly: Assembly): boolean {
  const checked = assembly.once(checkedKeys);
  return keys !== undefined && [...keys].every((key) => checked.has(key));
}

function checkedKeys(assembly: Assembly): Set<string> {
  return new Set(
    assembly
      .all('AWS::Route53::HealthCheck')
      .map((check) => (check.at('HealthCheckConfig.ResourcePath').text ?? '').replace(/^\//, '').replace(/\?.*/, '')),
  );
}

function deploymentsByBucket(assembly: Assembly): Map<string | undefined, Deployment[]> {
  const byBucket = groupBy(assembly.all(DEPLOYMENT), (deployment) => deployment.at('DestinationBucketName').text);
  return new Map(
    [...byBucket].map(([bucket, resources]) => [bucket, resources.map((resource) => deploymentOf(resource, assembly))]),
  );
}

function deploymentOf(resource: Resource, assembly: Assembly): Deployment {
  const prefix = (resource.at('DestinationBucketKeyPrefix').text ?? '').replace(/^\/+|\/+$/g, '');
  const directory = prefix === '' ? '' : `${prefix}/`;
  const [excluded, included] = ['Exclude', 'Include'].map((name) => fileMatcher(resource.at(name).texts));
  // the includes come last, and the last that matches wins
  const isLeftOut = (file: string) => excluded?.(file) === true && included?.(file) !== true;
  const files = filesOf(resource, assembly)?.filter((file) => !isLeftOut(file));
  return {
    resource,
    prunes: resource.at('Prune').flag ?? true,
    keys: files && new Set(files.map((file) => directory + file)),
    fileOf: (key) => fileOf(resource, key.slice(directory.length), assembly),
    leavesAlone: (key) => !key.startsWith(directory) || isLeftOut(key.slice(directory.length)),
  };
}

function filesOf(deployment: Resource, assembly: Assembly): string[] | undefined {
  const sources = deployment.at('SourceObjectKeys').texts;
  if (deployment.at('Extract').flag === false) {
    return sources.map((key) => key.split('/').at(-1) ?? key);
  }
  const known = assembly.once(newCache);
  const files: string[] = [];
  for (const source of sources) {
    if (!known.has(source)) {
      known.set(source, assembly.filesOf(source));
    }
    const listing = known.get(source);
    if (!listing) {
      return undefined;
    }
    files.push(...listing);
  }
  return files;
}

function fileOf(deployment: Resource, file: string, assembly: Assembly): string | undefined {
  return deployment
    .at('SourceObjectKeys')
    .texts.filter((source) => assembly.once(newCache).get(source)?.includes(file))
    .map((source) => path.join(assembly.source.assets.get(source) ?? '', file))
    .at(-1);
}

function newCache(): Map<string, readonly string[] | undefined> {
  return new Map();
}
