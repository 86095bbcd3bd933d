import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { bucketOfArn, bucketStatements, groupBy, replicationRulesOf } from '../site';
import { s3ActionsOf } from './actions';
import { identityStatements, mayAssume, mayDo, ROLE, roleOfArn } from './roles';

const PERMISSIONS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html';
const BUCKET = 'AWS::S3::Bucket';

const ON_SOURCE = ['s3:GetReplicationConfiguration', 's3:ListBucket'];
const ON_SOURCE_OBJECTS = ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'];
const ON_REPLICA_OBJECTS = ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'];
const READING = /^s3:(get|list)/;

/** The role that S3 copies objects with: without all it needs, objects stay uncopied and nothing else happens. */
export const replicationRoleRules: readonly Rule[] = [
  {
    id: 'replication-has-a-role-for-s3',
    severity: 'error',
    sentence: 'A replicated bucket names a role of this app that S3 may assume.',
    page: PERMISSIONS,
    types: [BUCKET],
    *check(bucket, assembly) {
      const at = bucket.at('ReplicationConfiguration.Role');
      const role = roleOfArn(at.text, assembly);
      if (!bucket.at('ReplicationConfiguration').exists) {
        return;
      }
      if (!role) {
        yield {
          at,
          wrong: `the role of the replication is ${String(at)}`,
          write: 'name a role of this app by its ARN',
        };
      } else if (!mayAssume('s3.amazonaws.com', role, bucket.attribute('Arn'))) {
        yield {
          resource: role,
          at: role.at('AssumeRolePolicyDocument'),
          wrong: `S3 may not assume ${role.ref} to replicate ${bucket.ref}`,
          write: 'allow sts:AssumeRole for the service s3.amazonaws.com',
        };
      }
    },
  },
  {
    id: 'replication-role-reads-its-source',
    severity: 'error',
    sentence: 'The role of a replication may read the configuration, the list and every object version of its source.',
    page: PERMISSIONS,
    types: [BUCKET],
    *check(bucket, assembly) {
      const at = bucket.at('ReplicationConfiguration.Role');
      const role = roleOfArn(at.text, assembly);
      const arn = bucket.attribute('Arn');
      const missing = role
        ? [
            ...missingActions(role, ON_SOURCE, arn, bucket, assembly),
            ...missingActions(role, ON_SOURCE_OBJECTS, `${arn}/*`, bucket, assembly),
          ]
        : [];
      if (role && missing.length > 0) {
        yield {
          resource: role,
          wrong: `the role ${role.ref} lacks ${missing.join(', ')} on ${bucket.ref}, which it replicates`,
          write: `allow ${ON_SOURCE.join(', ')} on ${arn} and ${ON_SOURCE_OBJECTS.join(', ')} on ${arn}/*`,
        };
      }
    },
  },
  {
    id: 'replication-role-writes-its-replica',
    severity: 'error',
    sentence: 'The role of a replication may write, delete and tag the copies in every bucket that it replicates to.',
    page: PERMISSIONS,
    types: [BUCKET],
    *check(bucket, assembly) {
      const role = roleOfArn(bucket.at('ReplicationConfiguration.Role').text, assembly);
      for (const rule of role ? replicationRulesOf(bucket).filter(isEnabled) : []) {
        const at = rule.at('Destination.Bucket');
        const replica = bucketOfArn(at.text, assembly);
        const needed = rule.at('Destination.AccessControlTranslation').exists
          ? [...ON_REPLICA_OBJECTS, 's3:ObjectOwnerOverrideToBucketOwner']
          : ON_REPLICA_OBJECTS;
        const missing = role ? missingActions(role, needed, `${at.text}/*`, replica, assembly) : [];
        if (role && missing.length > 0) {
          yield {
            resource: role,
            wrong: `the role ${role.ref} lacks ${missing.join(', ')} on ${at.text}/*, where it replicates to`,
            write: `allow ${needed.join(', ')} on ${at.text}/*, and deny it nowhere`,
          };
        }
      }
    },
  },
  {
    id: 'replication-role-writes-nothing-else',
    severity: 'warning',
    sentence: 'The role of a replication changes nothing but the copies in the buckets that it replicates to.',
    page: PERMISSIONS,
    types: [ROLE],
    *check(role, assembly) {
      const replicated = assembly.once(bucketsByRole).get(role.attribute('Arn')) ?? [];
      const replicas = replicated.flatMap((bucket) =>
        replicationRulesOf(bucket).map((rule) => `${rule.at('Destination.Bucket').text}/`),
      );
      for (const { at, effect, actions, resources } of replicated.length > 0
        ? identityStatements(role, assembly)
        : []) {
        const changing = actions.filter(changesSomething);
        const others = resources.filter((arn) => !replicas.some((replica) => arn.startsWith(replica)));
        if (effect === 'Allow' && changing.length > 0 && others.length > 0) {
          yield {
            wrong: `${at.place} lets ${role.ref} do ${changing.join(', ')} on ${others.join(', ')}`,
            write: `allow it on ${replicas.map((replica) => `${replica}*`).join(', ')} only`,
          };
        }
      }
    },
  },
];

function isEnabled(rule: Value): boolean {
  return rule.at('Status').text === 'Enabled';
}

function missingActions(
  role: Resource,
  actions: readonly string[],
  arn: string,
  bucket: Resource | undefined,
  assembly: Assembly,
): string[] {
  const policy = bucket ? bucketStatements(bucket, assembly) : [];
  return actions.filter((action) => !mayDo(role, action, arn, policy, assembly));
}

function changesSomething(pattern: string): boolean {
  const actions = s3ActionsOf(pattern);
  return actions.length > 0
    ? actions.some((action) => !READING.test(action))
    : !/^(s3|kms|logs|cloudwatch):/.test(pattern);
}

function bucketsByRole(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(assembly.all(BUCKET), (bucket) => bucket.at('ReplicationConfiguration.Role').text);
}
