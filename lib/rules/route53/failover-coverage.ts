import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { deploymentsInto } from '../content/published';
import { policiesOf, roleOfArn } from '../iam/roles';
import type { Rule } from '../rule';
import { bucketPolicies, originBuckets } from '../site';
import { allRecords, normalized, recordRule, type DnsRecord } from './dns-record';
import { distributionNamed, distributionOf } from './targets';
import { tooEarly } from './waiting';

const VALUES =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover-alias.html';

/** That a whole site fails over, and only once it is there. */
export const failoverCoverageRules: readonly Rule[] = [
  {
    id: 'every-name-of-a-site-fails-over',
    severity: 'error',
    sentence: 'Every alternate name of a distribution whose site has a secondary has a failover pair of A records.',
    page: VALUES,
    types: ['AWS::CloudFront::Distribution'],
    *check(distribution, assembly) {
      const names = distribution.at('DistributionConfig.Aliases').list;
      const failingOver = assembly.once(failingOverNames);
      const hasSecondary = ({ text }: { text: string | undefined }) =>
        failingOver.has(normalized(text)) || isWebsite(normalized(text), assembly);
      for (const at of names.some(hasSecondary) ? names : []) {
        const name = normalized(at.text);
        if (!failingOver.has(name) && !name.startsWith('*.')) {
          yield {
            at,
            wrong: `${name} does not fail over: it has no PRIMARY and SECONDARY record of the type A`,
            write: `write the pair for ${name}, or take it out of Aliases`,
          };
        }
      }
    },
  },
  recordRule({
    id: 'records-wait-for-the-site',
    severity: 'error',
    sentence:
      "Failover records are created after the distribution, the primary bucket's policy, its replication role's policy " +
      'and its content.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html',
    *check(record, assembly) {
      const distribution = record.at('Failover').exists ? servedBy(record, assembly) : undefined;
      const needed = distribution ? [distribution, ...neededBy(distribution, assembly)] : [];
      yield* tooEarly(record, needed, 'the site', assembly);
    },
  }),
];

function failingOverNames(assembly: Assembly): Set<string> {
  const pairs = allRecords(assembly).filter((record) => record.type === 'A' && record.at('Failover').exists);
  return new Set(pairs.map(({ name }) => name));
}

function isWebsite(name: string, assembly: Assembly): boolean {
  return assembly.find('AWS::S3::Bucket', name)?.at('WebsiteConfiguration').exists ?? false;
}

function servedBy(record: DnsRecord, assembly: Assembly): Resource | undefined {
  return distributionOf(record, assembly) ?? distributionNamed(record.name, assembly);
}

/** What makes the site behind a distribution readable, replicated and complete. */
function neededBy(distribution: Resource, assembly: Assembly): Resource[] {
  return originBuckets(distribution, assembly).flatMap((bucket) => [
    ...bucketPolicies(bucket.ref, assembly),
    ...replicationPolicies(bucket, assembly),
    ...deploymentsInto(bucket, assembly).map(({ resource }) => resource),
  ]);
}

function replicationPolicies(bucket: Resource, assembly: Assembly): readonly Resource[] {
  const role = roleOfArn(bucket.at('ReplicationConfiguration.Role').text, assembly);
  return role ? policiesOf(role, assembly) : [];
}
