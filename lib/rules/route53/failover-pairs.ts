import { distributionNamed, failoverMembers, leadsToCloudFront, leadsToWebsite, targetHost } from './targets';
import { isSame, recordRule, shown } from './dns-record';
import { problem } from './record-shape';

const CHOICE =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html';
const VALUES =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover-alias.html';

/** Each with the other. */
const ROLES = [
  ['PRIMARY', 'SECONDARY'],
  ['SECONDARY', 'PRIMARY'],
] as const;

/** The two records between which DNS chooses. */
export const failoverPairRules = [
  recordRule({
    id: 'failover-roles-are-known',
    severity: 'error',
    sentence: 'Failover is PRIMARY or SECONDARY.',
    page: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    *check(record) {
      const at = record.at('Failover');
      if (at.exists && at.text !== 'PRIMARY' && at.text !== 'SECONDARY') {
        yield problem(
          record,
          at,
          `${record.name} ${record.type} has Failover: ${String(at)}`,
          'set Failover to PRIMARY or SECONDARY',
        );
      }
    },
  }),
  recordRule({
    id: 'failover-records-are-pairs',
    severity: 'error',
    sentence: 'A name that fails over has one PRIMARY and one SECONDARY record of the same type in the same zone.',
    page: VALUES,
    *check(record, assembly) {
      const at = record.at('Failover');
      for (const [role, other] of at.exists ? ROLES : []) {
        const members = failoverMembers(record, role, assembly);
        // said once: of what is too much at each but the first, of what is missing at the other
        const [first = record] = members.length > 0 ? members : failoverMembers(record, other, assembly);
        const isPlace = members.length === 0 ? isSame(first, record) : at.text === role && !isSame(first, record);
        if (isPlace) {
          yield problem(
            record,
            at,
            `${record.name} ${record.type} has ${members.length === 0 ? 'no' : 'more than one'} ${role} record in its zone`,
            `write one ${role} record`,
          );
        }
      }
    },
  }),
  recordRule({
    id: 'failover-leaves-cloudfront',
    severity: 'error',
    sentence: 'The PRIMARY leads to CloudFront and the SECONDARY to something else.',
    page: VALUES,
    *check(record, assembly) {
      const at = record.at('AliasTarget.DNSName');
      const role = record.at('Failover').text;
      if (role === 'SECONDARY' && leadsToCloudFront(record)) {
        yield problem(
          record,
          at,
          `${shown(record)} leads to CloudFront, where a name has only one distribution`,
          "lead it to the secondary's own endpoint",
        );
      } else if (role === 'PRIMARY' && leadsToWebsite(record)) {
        yield problem(
          record,
          at,
          `${shown(record)} leads to an S3 website, which is for the SECONDARY`,
          "lead it to the domain name of the site's distribution",
        );
      } else if (role === 'SECONDARY') {
        const [primary] = failoverMembers(record, 'PRIMARY', assembly);
        if (primary && targetHost(primary) === targetHost(record) && targetHost(record) !== '') {
          yield problem(
            record,
            at,
            `${shown(record)} leads to ${targetHost(record)}, where the PRIMARY leads`,
            'lead it elsewhere',
          );
        }
      }
    },
  }),
  recordRule({
    id: 'secondaries-are-aliases',
    severity: 'warning',
    sentence: "The SECONDARY of a site's name is an alias to its secondary, not an address outside of the app.",
    page: VALUES,
    *check(record, assembly) {
      const isOfSite = record.at('Failover').text === 'SECONDARY' && distributionNamed(record.name, assembly);
      if (isOfSite && !record.at('AliasTarget').exists) {
        yield problem(
          record,
          record.at('ResourceRecords'),
          `${shown(record)} leads to ${record.at('ResourceRecords').texts.join(', ') || 'nothing'}`,
          "write an AliasTarget: the secondary's own endpoint, an S3 website's or an API's",
        );
      }
    },
  }),
  recordRule({
    id: 'primaries-have-a-health-check',
    severity: 'error',
    sentence: 'A PRIMARY record has a health check, or evaluates a target that has one.',
    page: CHOICE,
    *check(record) {
      const evaluates =
        record.at('AliasTarget.EvaluateTargetHealth').flag === true &&
        !leadsToCloudFront(record) &&
        !leadsToWebsite(record);
      if (record.at('Failover').text === 'PRIMARY' && !evaluates && !record.at('HealthCheckId').text) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${shown(record)} has no health check, so that the SECONDARY is never answered`,
          'set HealthCheckId to a Ref of the health check that decides',
        );
      }
    },
  }),
  recordRule({
    id: 'secondaries-come-after-primaries',
    severity: 'error',
    sentence: 'A SECONDARY record is created after its PRIMARY, as one alone is answered.',
    page: CHOICE,
    *check(record, assembly) {
      const isSecondary = record.at('Failover').text === 'SECONDARY';
      for (const primary of isSecondary ? failoverMembers(record, 'PRIMARY', assembly) : []) {
        if (primary.resource !== record.resource && !assembly.isCreatedAfter(record.resource, primary.resource)) {
          yield problem(
            record,
            undefined,
            `${shown(record)} may be created before its PRIMARY, and is answered then`,
            `make it depend on ${primary.resource.path}`,
          );
        }
      }
    },
  }),
];
