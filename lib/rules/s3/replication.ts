import type { Assembly } from '../assembly/assembly';
import type { Rule } from '../rule';
import { bucketOfArn, replicationRulesOf } from '../site';
import { BUCKET, origins, replicaOf } from './model';

const OVERVIEW = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html';
const CONFIGURATION = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html';

/** What S3 asks of a bucket that is replicated, and of the one that gets the copies. */
export const replicationRules: readonly Rule[] = [
  {
    id: 'replicated-buckets-keep-versions',
    severity: 'error',
    sentence: 'A bucket that is replicated, and the one that it is replicated to, keep versions.',
    page: OVERVIEW,
    types: [BUCKET],
    *check(bucket, assembly) {
      const destinations = replicationRulesOf(bucket).map((rule) =>
        bucketOfArn(rule.at('Destination.Bucket').text, assembly),
      );
      for (const member of destinations.length > 0 ? [bucket, ...destinations] : []) {
        const versions = member?.at('VersioningConfiguration.Status');
        if (member && versions?.text !== 'Enabled') {
          yield {
            resource: member,
            at: versions,
            wrong: `${member.ref} is part of a replication, but keeps no versions (${String(versions)})`,
            write: 'set VersioningConfiguration.Status to Enabled',
          };
        }
      }
    },
  },
  {
    id: 'replicas-are-buckets-of-the-app',
    severity: 'error',
    sentence: 'A bucket is replicated to another bucket of this app, named by its ARN and its account.',
    page: CONFIGURATION,
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of replicationRulesOf(bucket)) {
        const [at, account] = [rule.at('Destination.Bucket'), rule.at('Destination.Account')];
        const replica = replicaOf(rule, assembly);
        if (!replica || at.text !== replica.attribute('Arn')) {
          yield {
            at,
            wrong: `${String(at)} is no ARN of a bucket of this app`,
            write: 'write arn:aws:s3:::<name of one of its buckets>',
          };
        } else if (replica === bucket) {
          yield { at, wrong: `${bucket.ref} is replicated to itself`, write: 'name another bucket' };
        } else if (account.exists && account.text !== replica.stack.account) {
          yield { at: account, wrong: `${replica.ref} is not in ${String(account)}`, write: 'remove Account' };
        }
      }
    },
  },
  {
    id: 'replicas-are-in-another-region',
    severity: 'error',
    sentence: 'A replica of a site is in another Region: it is there for the loss of the first.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of origins(assembly).has(bucket) ? replicationRulesOf(bucket) : []) {
        const replica = replicaOf(rule, assembly);
        if (replica && replica !== bucket && replica.stack.region === bucket.stack.region) {
          yield {
            at: rule.at('Destination.Bucket'),
            wrong: `${replica.ref} is in ${replica.stack.region}, as ${bucket.ref} is`,
            write: 'put its stack into another Region',
          };
        }
      }
    },
  },
  {
    id: 'replicas-exist-first',
    severity: 'error',
    sentence: 'A bucket is created after the one that it is replicated to.',
    page: OVERVIEW,
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of replicationRulesOf(bucket)) {
        const replica = replicaOf(rule, assembly);
        if (replica && replica !== bucket && !assembly.isCreatedAfter(bucket, replica)) {
          yield {
            at: rule.at('Destination.Bucket'),
            wrong: `${bucket.ref} may be created before ${replica.ref}, and is refused then`,
            write: `make ${bucket.path} depend on ${replica.path}`,
          };
        }
      }
    },
  },
  {
    id: 'replicas-are-readable-at-once',
    severity: 'error',
    sentence: 'Copies of a site are of a storage class that can be read at once.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of origins(assembly).has(bucket) ? replicationRulesOf(bucket) : []) {
        const at = rule.at('Destination.StorageClass');
        if (['GLACIER', 'DEEP_ARCHIVE'].includes(at.text ?? '')) {
          yield { at, wrong: `copies are of the class ${at.text}, and restored before read`, write: 'remove it' };
        }
      }
    },
  },
  {
    id: 'watched-replication-rules-have-ids',
    severity: 'error',
    sentence:
      'A replication rule that an alarm watches has an Id: one that S3 makes up is no dimension that alarms know.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const unnamed = replicationRulesOf(bucket).filter((rule) => !rule.at('Id').text);
      for (const rule of assembly.once(watchedBuckets).has(bucket.ref) ? unnamed : []) {
        yield { at: rule.at('Id'), wrong: `an alarm watches ${bucket.ref}, whose rule has no Id`, write: 'set Id' };
      }
    },
  },
];

/** Names of buckets whose replication an alarm watches. */
function watchedBuckets(assembly: Assembly): Set<string | undefined> {
  const dimensions = assembly.all('AWS::CloudWatch::Alarm').flatMap((alarm) => alarm.at('Dimensions').list);
  const sources = dimensions.filter((dimension) => dimension.at('Name').text === 'SourceBucket');
  return new Set(sources.map((dimension) => dimension.at('Value').text));
}
