import type { Assembly } from '../assembly/assembly';
import { apiFallbacks, domainOf, isOnApi } from '../apigateway/fallbacks';
import { isDualStack } from '../apigateway/model';
import { aliasesOf, configOf, DISTRIBUTION } from '../cloudfront/model';
import type { Rule } from '../rule';
import { hostName } from '../site';
import { allRecords, recordRule, recordsOfName, shown, type DnsRecord } from './dns-record';
import { problem } from './record-shape';
import { distributionOf, targetHost } from './targets';

const VALUES =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover-alias.html';
const CLOUDFRONT_IPV6 =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-enable-ipv6.html';

/** A and AAAA records of a name: visitors come by either. */
export const addressRules: readonly Rule[] = [
  recordRule({
    id: 'addresses-of-a-name-fail-over-alike',
    severity: 'error',
    sentence:
      'The A and the AAAA record of a name that fails over lead to the same target and have the same health check.',
    page: VALUES,
    *check(record, assembly) {
      const role = record.at('Failover').text;
      const other = role && record.type === 'AAAA' ? partnerOf(record, assembly) : undefined;
      const pair = recordsOfName(record, assembly).find((one) => one.type === 'A' && one.at('Failover').exists);
      if (record.type === 'AAAA' && !role && pair) {
        yield problem(
          record,
          record.at('Failover'),
          `${shown(record)} does not fail over as ${shown(pair)} does: it keeps visitors with IPv6 where they are`,
          'write a failover pair of the type AAAA, or remove the record',
        );
      }
      if (role && record.type === 'AAAA' && !other) {
        yield problem(
          record,
          record.at('Type'),
          `${record.name} fails over for IPv6, but has no ${role} record of the type A`,
          `write the same ${role} record of the type A`,
        );
      }
      if (other && targetHost(other) !== targetHost(record)) {
        yield problem(
          record,
          record.at('AliasTarget.DNSName'),
          `${shown(record)} leads to ${targetHost(record)}, ${shown(other)} to ${targetHost(other)}`,
          'lead both to the same',
        );
      }
      if (other && other.at('HealthCheckId').text !== record.at('HealthCheckId').text) {
        yield problem(
          record,
          record.at('HealthCheckId'),
          `${shown(record)} has the health check ${String(record.at('HealthCheckId'))}, ${shown(other)} ${String(other.at('HealthCheckId'))}`,
          'give both the same HealthCheckId',
        );
      }
    },
  }),
  recordRule({
    id: 'ipv6-aliases-lead-to-ipv6',
    severity: 'error',
    sentence:
      'An AAAA alias leads to what answers over IPv6: a distribution with it, or a dual-stack domain of an API.',
    page: CLOUDFRONT_IPV6,
    *check(record, assembly) {
      const isAlias = record.type === 'AAAA' && record.at('AliasTarget').exists;
      const distribution = isAlias ? distributionOf(record, assembly) : undefined;
      const domain = isAlias ? domainOf(record, assembly) : undefined;
      if (distribution && configOf(distribution).at('IPV6Enabled').flag !== true) {
        yield {
          resource: distribution,
          at: configOf(distribution).at('IPV6Enabled'),
          wrong: `${shown(record)} leads to the distribution, which has no IPv6`,
          write: 'set IPV6Enabled to true, or remove the record',
        };
      }
      if (domain && !isDualStack(domain)) {
        yield {
          resource: domain,
          at: domain.at('DomainNameConfigurations'),
          wrong: `${shown(record)} leads to ${domain.ref}, which has no IPv6`,
          write: 'set IpAddressType to dualstack, or remove the record',
        };
      }
    },
  }),
  recordRule({
    id: 'failover-names-have-no-https-record',
    severity: 'error',
    sentence:
      'A name that fails over to an API has no HTTPS or SVCB record: browsers go by its addresses, and API Gateway has none ' +
      'to fail over to.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#HTTPSFormat',
    *check(record, assembly) {
      if ((record.type === 'HTTPS' || record.type === 'SVCB') && isOnApi(record.name, assembly)) {
        yield problem(
          record,
          record.at('Type'),
          `${shown(record)} keeps browsers at the primary, whatever its health`,
          'remove the record',
        );
      }
    },
  }),
  {
    id: 'ipv6-of-both-paths-has-records',
    severity: 'warning',
    sentence:
      'A name whose distribution and whose secondary both answer over IPv6 has a failover pair of AAAA records.',
    page: CLOUDFRONT_IPV6,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const names = configOf(distribution).at('IPV6Enabled').flag === true ? aliasesOf(distribution) : [];
      for (const name of names.filter((one) => assembly.once(dualStackNames).has(one))) {
        if (!assembly.once(ipv6Names).has(name)) {
          yield {
            at: configOf(distribution).at('Aliases'),
            wrong: `${name} has no failover pair of AAAA records, though both sides answer over IPv6`,
            write: 'write the pair, alike to that of the type A',
          };
        }
      }
    },
  },
];

/** The A record of the same name and role. */
function partnerOf(record: DnsRecord, assembly: Assembly): DnsRecord | undefined {
  const role = record.at('Failover').text;
  return recordsOfName(record, assembly).find((other) => other.type === 'A' && other.at('Failover').text === role);
}

/** Names that fail over to something with IPv6. */
function dualStackNames(assembly: Assembly): Set<string> {
  return new Set(
    apiFallbacks(assembly)
      .filter(({ domain }) => isDualStack(domain))
      .map(({ domain }) => hostName(domain.ref)),
  );
}

function ipv6Names(assembly: Assembly): Set<string> {
  const records = allRecords(assembly).filter((record) => record.type === 'AAAA' && record.at('Failover').exists);
  return new Set(records.map(({ name }) => name));
}
