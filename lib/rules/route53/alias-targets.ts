import { CLOUDFRONT_ZONE_ID } from '../../config/regions';
import { recordRule, shown, zoneId, zoneOf, type DnsRecord } from './dns-record';
import { problem } from './record-shape';
import { endpointOf, leadsToApi, leadsToCloudFront, leadsToWebsite, targetHost, websiteRegion } from './targets';

const ALIAS_TARGET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html';

/** Domains of the AWS services that aliases lead to. */
const SERVICES =
  /\.(amazonaws\.com|cloudfront\.net|elasticbeanstalk\.com|awsglobalaccelerator\.com|awsapprunner\.com)$/;

/** What Route 53 asks of an alias's target. */
export const aliasTargetRules = [
  recordRule({
    id: 'aliases-name-a-target',
    severity: 'error',
    sentence: "An alias has the name of its target and the id of that name's zone.",
    page: ALIAS_TARGET,
    *check(record) {
      const alias = record.at('AliasTarget');
      for (const name of alias.exists ? ['DNSName', 'HostedZoneId'] : []) {
        if (!alias.at(name).text) {
          yield problem(record, alias.at(name), `the alias ${shown(record)} has no ${name}`, `set AliasTarget.${name}`);
        }
      }
    },
  }),
  recordRule({
    id: 'alias-zones-are-those-of-their-targets',
    severity: 'error',
    sentence: 'The zone id of an alias is that of its target: CloudFront, an S3 website endpoint, or its own zone.',
    page: ALIAS_TARGET,
    *check(record, assembly) {
      const at = record.at('AliasTarget.HostedZoneId');
      const host = targetHost(record);
      const expected = at.exists ? expectedZone(record, zoneOf(record, assembly)) : undefined;
      if (expected !== undefined && zoneId(at) !== expected) {
        yield problem(
          record,
          at,
          `the alias ${shown(record)} to ${host} has the zone id ${String(at)}`,
          `set AliasTarget.HostedZoneId to ${expected}, or DNSName to a name in ${String(at)}`,
        );
      }
    },
  }),
  recordRule({
    id: 'aliases-to-websites-name-their-endpoint',
    severity: 'error',
    sentence: "An alias to an S3 website names the endpoint of the bucket's Region, without the bucket.",
    page: 'https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints',
    *check(record) {
      const at = record.at('AliasTarget.DNSName');
      const region = at.exists ? websiteRegion(record) : undefined;
      if (region !== undefined && targetHost(record) !== endpointOf(region).host) {
        yield problem(
          record,
          at,
          `the alias ${shown(record)} leads to ${String(at)}`,
          `set AliasTarget.DNSName to ${endpointOf(region).host}`,
        );
      } else if (/^(.+\.)?s3[.-]/.test(targetHost(record)) && region === undefined && !at.text?.includes('.s3-accel')) {
        yield problem(
          record,
          at,
          `the alias ${shown(record)} leads to ${String(at)}, which is no website endpoint`,
          'set AliasTarget.DNSName to the S3 website endpoint of the Region',
        );
      }
    },
  }),
  recordRule({
    id: 'alias-types-suit-their-targets',
    severity: 'error',
    sentence:
      'An alias to an S3 website is of the type A, one to CloudFront A, AAAA or HTTPS, one to an API A or AAAA.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html',
    *check(record) {
      const at = record.at('Type');
      if (record.at('AliasTarget').exists && !allowedTypes(record).includes(record.type ?? '')) {
        yield problem(
          record,
          at,
          `the alias ${shown(record)} to ${targetHost(record)} is of the type ${String(at)}`,
          'set Type to A',
        );
      }
    },
  }),
  recordRule({
    id: 'cloudfront-aliases-evaluate-no-health',
    severity: 'error',
    sentence: 'An alias to CloudFront does not evaluate the health of its target.',
    page: ALIAS_TARGET,
    *check(record) {
      const at = record.at('AliasTarget.EvaluateTargetHealth');
      if (at.flag === true && leadsToCloudFront(record)) {
        yield problem(
          record,
          at,
          `the alias ${shown(record)} to CloudFront has EvaluateTargetHealth: true`,
          'set EvaluateTargetHealth to false; the health check decides',
        );
      }
    },
  }),
];

/** Undefined where another group of zones, of a load balancer say, would be right. */
function expectedZone(record: DnsRecord, ownZone: string): string | undefined {
  const host = targetHost(record);
  const region = websiteRegion(record);
  if (leadsToCloudFront(record)) {
    return CLOUDFRONT_ZONE_ID;
  }
  if (region !== undefined) {
    return endpointOf(region).hostedZoneId;
  }
  return host === '' || host.includes('${') || SERVICES.test(host) ? undefined : ownZone;
}

function allowedTypes(record: DnsRecord): string[] {
  if (leadsToWebsite(record)) {
    return ['A'];
  }
  if (leadsToCloudFront(record)) {
    return ['A', 'AAAA', 'HTTPS'];
  }
  if (leadsToApi(record)) {
    return ['A', 'AAAA'];
  }
  // an alias may lead to another record of its type, but for those that make a zone
  return record.type === 'NS' || record.type === 'SOA' ? [] : [record.type ?? ''];
}
