import * as fs from 'node:fs';
import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { deploymentsInto, type Deployment } from '../../rules/content/published';
import { NotUnderstood } from '../not-understood';
import type { Bucket } from './bucket';
import { contentTypeOf } from './content-types';

/** Options of `aws s3 sync` that become headers. */
const HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/**
 * Fills buckets as the deployments of the app do, one after the other.
 *
 * @throws NotUnderstood when a file or a setting of a deployment is not to be read
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html
 */
export function fillBuckets(buckets: readonly Bucket[], assembly: Assembly): void {
  for (const bucket of buckets) {
    for (const deployment of inOrder(deploymentsInto(bucket.resource, assembly), assembly)) {
      deploy(deployment, bucket);
    }
  }
}

/** The deployments in an order in which CloudFormation may create them. */
function inOrder(deployments: readonly Deployment[], assembly: Assembly): Deployment[] {
  const left = [...deployments];
  const ordered: Deployment[] = [];
  while (left.length > 0) {
    const waits = ({ resource }: Deployment) => left.some((other) => assembly.isCreatedAfter(resource, other.resource));
    const next = left.findIndex((deployment) => !waits(deployment));
    // references in a circle cannot be deployed
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

function deploy(deployment: Deployment, bucket: Bucket): void {
  const { resource, keys, prunes } = deployment;
  const headers = headersOf(resource);
  if (!keys || resource.at('SourceMarkers').list.some((markers) => markers.entries.length > 0)) {
    throw new NotUnderstood(resource.path, 'sources that are no directories of the assembly, or markers in them');
  }
  for (const key of keys) {
    const file = deployment.fileOf(key);
    if (file === undefined) {
      throw new NotUnderstood(resource.path, `a source of ${key} that is no directory`);
    }
    bucket.put(key, fs.readFileSync(file), { 'content-type': contentTypeOf(key), ...headers });
  }
  const stale = [...bucket.objects.keys()].filter((key) => !keys.has(key) && !deployment.leavesAlone(key));
  (prunes ? stale : []).forEach((key) => bucket.delete(key));
}

function headersOf(deployment: Resource): Record<string, string> {
  const metadata = deployment.at('SystemMetadata').entries.map(([name, value]) => {
    if (!HEADERS.includes(name.toLowerCase())) {
      throw new NotUnderstood(deployment.path, `SystemMetadata.${name}`);
    }
    return [name.toLowerCase(), value.text ?? ''] as const;
  });
  return Object.fromEntries(metadata);
}
