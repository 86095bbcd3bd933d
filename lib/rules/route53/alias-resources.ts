import { recordRule, shown } from './dns-record';
import { problem } from './record-shape';
import {
  distributionNamed,
  distributionOf,
  isAddress,
  leadsToCloudFront,
  leadsToWebsite,
  targetHost,
  websiteRegion,
} from './targets';

const TO_S3 = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/RoutingToS3Bucket.html';
const TO_CLOUDFRONT =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html';

/** What has to be at the other end of an alias. */
export const aliasResourceRules = [
  recordRule({
    id: 'website-aliases-have-their-bucket',
    severity: 'error',
    sentence: 'An alias to an S3 website endpoint has a bucket of its own name in that Region, set up as a website.',
    page: TO_S3,
    *check(record, assembly) {
      const region = record.at('AliasTarget').exists ? websiteRegion(record) : undefined;
      if (region === undefined) {
        return;
      }
      const bucket = assembly.find('AWS::S3::Bucket', record.name);
      if (!bucket) {
        yield problem(
          record,
          record.at('Name'),
          `the alias ${shown(record)} leads to an S3 website, but no bucket is named ${record.name}`,
          `create a website bucket named ${record.name} in ${region}`,
        );
      } else if (bucket.stack.region !== region) {
        yield problem(
          record,
          record.at('AliasTarget.DNSName'),
          `the alias ${shown(record)} leads to ${region}, but its bucket is in ${bucket.stack.region}`,
          `lead it to the website endpoint of ${bucket.stack.region}`,
        );
      } else if (!bucket.at('WebsiteConfiguration').exists) {
        yield {
          resource: bucket,
          at: bucket.at('WebsiteConfiguration'),
          wrong: `the alias ${shown(record)} leads to the website of ${bucket.ref}, which is none`,
          write: 'set WebsiteConfiguration of the bucket',
        };
      }
    },
  }),
  recordRule({
    id: 'cloudfront-records-have-their-alternate-name',
    severity: 'error',
    sentence: "A record's name is an alternate name of the distribution that it leads to.",
    page: TO_CLOUDFRONT,
    *check(record, assembly) {
      const distribution = leadsToCloudFront(record) ? distributionOf(record, assembly) : undefined;
      const aliases = distribution?.at('DistributionConfig.Aliases');
      const names = aliases?.texts.map((alias) => alias.toLowerCase()) ?? [];
      if (distribution && !names.some((alias) => alias === record.name || alias === wildcardOf(record.name))) {
        yield problem(
          record,
          record.at('Name'),
          `${shown(record)} leads to ${distribution.path}, which has the alternate names ${names.join(', ') || 'of nobody'}`,
          `add ${record.name} to its Aliases, or remove the record`,
        );
      }
    },
  }),
  recordRule({
    id: 'site-names-lead-to-their-distribution',
    severity: 'error',
    sentence: 'The records of an alternate name lead to its distribution, a SECONDARY elsewhere.',
    page: TO_CLOUDFRONT,
    *check(record, assembly) {
      const named = isAddress(record) ? distributionNamed(record.name, assembly) : undefined;
      if (!named || record.at('Failover').text === 'SECONDARY') {
        return;
      }
      if (!leadsToCloudFront(record) || distributionOf(record, assembly) !== named) {
        yield problem(
          record,
          record.at('AliasTarget.DNSName'),
          `${shown(record)} leads to ${targetHost(record) || 'no name'}, not to the distribution that serves its name`,
          `lead it to the domain name of ${named.path}`,
        );
      }
    },
  }),
  recordRule({
    id: 'aliases-lead-to-distributions-of-the-app',
    severity: 'warning',
    sentence: 'A failover record to CloudFront leads to a distribution of this app.',
    page: TO_CLOUDFRONT,
    *check(record, assembly) {
      if (record.at('Failover').exists && leadsToCloudFront(record) && !distributionOf(record, assembly)) {
        yield problem(
          record,
          record.at('AliasTarget.DNSName'),
          `${shown(record)} leads to ${targetHost(record)}, which is no distribution of this app`,
          "lead it to the domain name of the site's distribution",
        );
      }
    },
  }),
  recordRule({
    id: 'website-aliases-wait-for-their-bucket',
    severity: 'error',
    sentence: 'An alias to an S3 website is created after its bucket.',
    page: TO_S3,
    *check(record, assembly) {
      const bucket = leadsToWebsite(record) ? assembly.find('AWS::S3::Bucket', record.name) : undefined;
      if (bucket && !assembly.isCreatedAfter(record.resource, bucket)) {
        yield problem(
          record,
          undefined,
          `${shown(record)} may be created before its bucket ${bucket.ref}, and is refused then`,
          `make ${record.resource.stack.path} depend on ${bucket.path}`,
        );
      }
    },
  }),
];

function wildcardOf(name: string): string {
  return name.replace(/^[^.]+/, '*');
}
