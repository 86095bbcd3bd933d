import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy, replicationRulesOf } from '../site';
import { BUCKET, replicaOf, siteBuckets } from './model';

const EMPTYING = 'Custom::S3AutoDeleteObjects';
const LOCK = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html';

/** What keeps objects from being lost, or from being deleted when that is wanted. */
export const keepingRules: readonly Rule[] = [
  {
    id: 'buckets-outlive-their-stack',
    severity: 'error',
    sentence:
      'A bucket with objects is retained by its policies of deletion and replacement, or emptied first and deleted.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const { DeletionPolicy: deletion = 'Delete', UpdateReplacePolicy: replacement = 'Delete' } = bucket.source;
      const isEmptied = assembly.once(emptiedBuckets).has(bucket.ref);
      const isTagged = bucket.at('Tags').list.some((tag) => tag.at('Key').text === 'aws-cdk:auto-delete-objects');
      if (isEmptied && (deletion !== 'Delete' || !isTagged)) {
        yield {
          wrong: `${bucket.ref} is emptied when its stack is deleted, but ${isTagged ? deletion : 'has no tag that allows it'}`,
          write: `remove the ${EMPTYING}, or set DeletionPolicy to Delete and the tag aws-cdk:auto-delete-objects`,
        };
      }
      const isKept = deletion.startsWith('Retain') && replacement === 'Retain';
      if (siteBuckets(assembly).has(bucket) && !isEmptied && !isKept) {
        yield {
          wrong: `${bucket.ref} has DeletionPolicy ${deletion} and UpdateReplacePolicy ${replacement}`,
          write: 'set both to Retain',
        };
      }
    },
  },
  {
    id: 'fallback-names-are-kept',
    severity: 'warning',
    sentence: 'A bucket that only redirects is retained where the pages of its site are: its records may outlive it.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/protection-from-dangling-dns.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const isRedirect = bucket.at('WebsiteConfiguration.RedirectAllRequestsTo').exists;
      const others = [...siteBuckets(assembly)].filter(({ stack }) => stack === bucket.stack);
      const deletion = bucket.source.DeletionPolicy ?? 'Delete';
      if (isRedirect && deletion === 'Delete' && others.some(({ source }) => source.DeletionPolicy === 'Retain')) {
        yield { wrong: `${bucket.ref} has DeletionPolicy ${deletion}`, write: 'set it to Retain' };
      }
    },
  },
  {
    id: 'versioning-is-known',
    severity: 'error',
    sentence: 'Versioning is Enabled or Suspended.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    types: [BUCKET],
    *check(bucket) {
      const versioning = bucket.at('VersioningConfiguration');
      const at = versioning.at('Status');
      if (versioning.exists && !['Enabled', 'Suspended'].includes(at.text ?? '')) {
        yield { at, wrong: `the Status is ${String(at)}`, write: 'write Enabled' };
      }
    },
  },
  {
    id: 'object-lock-is-valid',
    severity: 'error',
    sentence:
      'Object Lock is enabled on a bucket with versions, its retention is of one mode and one number of days or years.',
    page: LOCK,
    types: [BUCKET],
    *check(bucket) {
      const [enabled, configuration] = [bucket.at('ObjectLockEnabled'), bucket.at('ObjectLockConfiguration')];
      const isOn = enabled.flag === true;
      if (isOn && bucket.at('VersioningConfiguration.Status').text === 'Suspended') {
        yield { at: enabled, wrong: `${bucket.ref} locks objects without versions`, write: 'enable versioning' };
      }
      if (configuration.exists && !isOn) {
        yield {
          at: enabled,
          wrong: `${bucket.ref} has settings of Object Lock, but it is off`,
          write: 'set it to true',
        };
      }
      const retention = configuration.at('Rule.DefaultRetention');
      const periods = ['Days', 'Years'].map((name) => retention.at(name)).filter((at) => at.exists);
      const isMode = ['GOVERNANCE', 'COMPLIANCE'].includes(retention.at('Mode').text ?? '');
      if (retention.exists && !(isMode && periods.length === 1 && (periods[0]?.number ?? 0) > 0)) {
        yield {
          at: retention,
          wrong: `the retention is ${String(retention)}`,
          write: 'write a Mode, and Days or Years',
        };
      }
    },
  },
  {
    id: 'locked-objects-have-locked-replicas',
    severity: 'error',
    sentence: 'A bucket with Object Lock is replicated to one that has it as well.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of bucket.at('ObjectLockEnabled').flag ? replicationRulesOf(bucket) : []) {
        const replica = replicaOf(rule, assembly);
        const at = replica?.at('ObjectLockEnabled');
        if (replica && at?.flag !== true) {
          yield {
            resource: replica,
            at,
            wrong: `${bucket.ref} locks objects, ${replica.ref} does not: nothing is copied`,
            write: 'set ObjectLockEnabled of both alike',
          };
        }
      }
    },
  },
];

function emptiedBuckets(assembly: Assembly): ReadonlyMap<string | undefined, Resource[]> {
  return groupBy(assembly.all(EMPTYING), (emptying) => emptying.at('BucketName').text);
}
