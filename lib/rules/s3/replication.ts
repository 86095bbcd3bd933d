import { bucketOfArn, replicationRulesOf } from '../site';
import type { Rule } from '../rule';

/** What S3 asks of a bucket that is replicated, and of the one that gets the copies. */
export const replicationRules: readonly Rule[] = [
  {
    id: 'replicated-buckets-keep-versions',
    severity: 'error',
    sentence: 'A bucket that is replicated, and the one that it is replicated to, keep versions.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html',
    types: ['AWS::S3::Bucket'],
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
];
