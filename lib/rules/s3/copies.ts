import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { bucketOfHost, replicationRulesOf } from '../site';
import { BUCKET, fallbackWebsites, narrowing, origins, replicasOf, servesPages, sourcesOf } from './model';

const CONFIGURATION = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html';

/** That what takes over has what it takes over from. */
export const copyRules: readonly Rule[] = [
  {
    id: 'fallbacks-have-the-content',
    severity: 'error',
    sentence: "What answers for a distribution's bucket when that is lost is a replica of it.",
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    types: [BUCKET],
    *check(bucket, assembly) {
      const distributions = servesPages(bucket) ? (fallbackWebsites(assembly).get(bucket) ?? []) : undefined;
      const sources = sourcesOf(bucket, assembly);
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
];

function isWhole(rule: Value): boolean {
  return rule.at('Status').text === 'Enabled' && !narrowing(rule);
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
