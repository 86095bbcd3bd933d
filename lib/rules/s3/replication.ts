import type { Rule } from '../rule';
import { bucketOfArn, bucketOfHost, replicationRulesOf } from '../site';
import { BUCKET, fallbackWebsites, narrowing, origins, replicaOf, replicasOf, servesPages } from './model';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';

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
          yield { at, wrong: `${String(at)} is no bucket of this app`, write: 'write arn:aws:s3:::<bucket>' };
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
    id: 'fallbacks-have-the-content',
    severity: 'error',
    sentence: "What answers for a distribution's bucket when that is lost is a replica of it.",
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const distributions = servesPages(bucket) ? (fallbackWebsites(assembly).get(bucket) ?? []) : undefined;
      const sources = assembly.once(sourcesByReplica).get(bucket) ?? [];
      const expected = [...(distributions ?? [])].map(
        (distribution) => assembly.once(originsOf).get(distribution) ?? [],
      );
      const isFilled = expected.every(
        (buckets) => buckets.length === 0 || buckets.some((one) => one === bucket || sources.includes(one)),
      );
      if (distributions && (sources.length === 0 || !isFilled) && !assembly.once(published).has(bucket.ref)) {
        yield {
          wrong: `${bucket.ref} answers when DNS fails over, but no bucket behind its distribution is replicated to it`,
          write: `replicate the bucket behind the distribution to ${bucket.attribute('Arn')}`,
        };
      }
    },
  },
  {
    id: 'origin-groups-have-the-content',
    severity: 'error',
    sentence: 'The buckets of an origin group hold the same: the second is a replica of the first.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
    types: ['AWS::CloudFront::Distribution'],
    *check(distribution, assembly) {
      for (const members of distribution.at('DistributionConfig.OriginGroups.Items').list.map((g) => g.at('Members'))) {
        const [first, second] = members
          .at('Items')
          .list.map((member) => originBucket(distribution, member.at('OriginId').text, assembly));
        if (first && second && first !== second && !replicasOf(first, assembly).includes(second)) {
          yield {
            at: members,
            wrong: `${second.ref} takes over from ${first.ref}, which is not replicated to it`,
            write: `replicate ${first.ref} to ${second.ref}`,
          };
        }
      }
    },
  },
  {
    id: 'replication-copies-the-whole-site',
    severity: 'error',
    sentence: 'A bucket behind CloudFront that is replicated is so by an enabled rule for all of its objects.',
    page: CONFIGURATION,
    types: [BUCKET],
    *check(bucket, assembly) {
      const rules = origins(assembly).has(bucket) ? replicationRulesOf(bucket) : [];
      if (rules.length > 0 && !rules.some(isWhole)) {
        const at = rules[0] && (narrowing(rules[0]) ?? rules[0].at('Status'));
        yield {
          at,
          wrong: `no enabled rule copies all objects of ${bucket.ref}: the first has ${at?.place} ${String(at)}`,
          write: 'set Status to Enabled and Filter to { Prefix: "" }',
        };
      }
    },
  },
  {
    id: 'deletions-are-replicated',
    severity: 'error',
    sentence: 'Deletions of pages are replicated: else deleted pages are back when the secondary answers.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      for (const rule of origins(assembly).has(bucket) ? replicationRulesOf(bucket).filter(isWhole) : []) {
        const at = rule.at('DeleteMarkerReplication.Status');
        // rules of the first version have no Filter, and replicate delete markers
        if (at.text !== 'Enabled' && rule.at('Filter').exists) {
          yield { at, wrong: `deletions in ${bucket.ref} are not replicated`, write: 'set it to Enabled' };
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
];

function isWhole(rule: Value): boolean {
  return rule.at('Status').text === 'Enabled' && !narrowing(rule);
}

function sourcesByReplica(assembly: Assembly): Map<Resource, Resource[]> {
  const sources = new Map<Resource, Resource[]>();
  for (const bucket of assembly.all(BUCKET)) {
    for (const replica of replicasOf(bucket, assembly)) {
      sources.set(replica, [...(sources.get(replica) ?? []), bucket]);
    }
  }
  return sources;
}

function originsOf(assembly: Assembly): Map<Resource, Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const [bucket, distributions] of origins(assembly)) {
    for (const distribution of distributions) {
      found.set(distribution, [...(found.get(distribution) ?? []), bucket]);
    }
  }
  return found;
}

/** Names of buckets that a deployment of the app fills by itself. */
function published(assembly: Assembly): Set<string | undefined> {
  return new Set(assembly.all('Custom::CDKBucketDeployment').map((one) => one.at('DestinationBucketName').text));
}

function originBucket(distribution: Resource, id: string | undefined, assembly: Assembly): Resource | undefined {
  const origin = distribution.at('DistributionConfig.Origins').list.find((one) => one.at('Id').text === id);
  return bucketOfHost(origin?.at('DomainName').text, assembly);
}
