import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { groupBy } from '../site';

/** Policies of a bucket. */
export function policiesOf(bucket: Resource, assembly: Assembly): readonly Resource[] {
  return assembly.once(policiesByBucket).get(bucket.ref) ?? [];
}

/** Deployments that put content into a bucket. */
export function deploymentsInto(bucket: Resource, assembly: Assembly): readonly Resource[] {
  return assembly.once(deploymentsByBucket).get(bucket.ref) ?? [];
}

/** Policies of the role that replicates a bucket. */
export function replicationPoliciesOf(bucket: Resource, assembly: Assembly): readonly Resource[] {
  return assembly.once(policiesByRole).get(bucket.at('ReplicationConfiguration.Role').text) ?? [];
}

function policiesByBucket(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(assembly.all('AWS::S3::BucketPolicy'), (policy) => policy.at('Bucket').text);
}

function deploymentsByBucket(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(
    assembly.all('Custom::CDKBucketDeployment'),
    (deployment) => deployment.at('DestinationBucketName').text,
  );
}

function policiesByRole(assembly: Assembly): Map<string | undefined, Resource[]> {
  const attached = assembly
    .all('AWS::IAM::Policy')
    .flatMap((policy) => policy.at('Roles').texts.map((role) => ({ policy, role })));
  const byRole = groupBy(attached, ({ role }) => assembly.find('AWS::IAM::Role', role)?.attribute('Arn'));
  byRole.delete(undefined);
  return new Map([...byRole].map(([role, found]) => [role, found.map(({ policy }) => policy)]));
}
