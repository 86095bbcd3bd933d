import { CLOUDFRONT_ZONE_ID } from '../../config/regions';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';
import { policiesOf, roleOfArn } from '../iam/roles';
import { recordRule, shown, zoneId, zoneOf, type DnsRecord } from '../route53/dns-record';
import { problem } from '../route53/record-shape';
import { leadsToApi, targetHost } from '../route53/targets';
import { tooEarly } from '../route53/waiting';
import type { Problem, Rule } from '../rule';
import { hostName } from '../site';
import { apiFallbacks, domainOf } from './fallbacks';
import { permissionsOf, stageOf } from './model';

const TO_API = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-api-gateway.html';

/** Records that lead to an API. */
export const apiRecordRules: readonly Rule[] = [
  recordRule({
    id: 'api-aliases-lead-to-their-domain',
    severity: 'error',
    sentence:
      'An alias to API Gateway leads to the Regional host and zone of the custom domain of its own name: other names are ' +
      'not answered.',
    page: TO_API,
    *check(record, assembly) {
      const alias = record.at('AliasTarget');
      if (!alias.exists || !leadsToApi(record)) {
        return;
      }
      const domain = domainOf(record, assembly);
      if (!domain || hostName(domain.at('DomainName').text) !== record.name) {
        yield problem(
          record,
          alias.at('DNSName'),
          `the alias ${shown(record)} leads to ${domain?.ref ?? targetHost(record)}, which does not answer for ${record.name}`,
          `lead it to the RegionalDomainName of an AWS::ApiGatewayV2::DomainName ${record.name}`,
        );
      } else {
        yield* wrongZone(record, domain, assembly);
      }
    },
  }),
  recordRule({
    id: 'api-aliases-wait-for-their-endpoint',
    severity: 'error',
    sentence: 'A record that fails over to an API is created after all that answers there.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html',
    *check(record, assembly) {
      const needed = record.at('Failover').text === 'SECONDARY' ? neededBy(record.name, assembly) : [];
      yield* tooEarly(record, needed, 'the endpoint', assembly);
    },
  }),
];

function* wrongZone(record: DnsRecord, domain: Resource, assembly: Assembly): Generator<Problem> {
  const at = record.at('AliasTarget.HostedZoneId');
  const id = zoneId(at);
  if (id === domain.attribute('RegionalHostedZoneId')) {
    return;
  }
  // one that is written out may be API Gateway's in this Region
  if (/^Z[A-Z0-9]+$/.test(id) && ![CLOUDFRONT_ZONE_ID, zoneOf(record, assembly)].includes(id)) {
    unknown(`whether ${id} is the zone of API Gateway in ${domain.stack.region}`);
  }
  yield problem(
    record,
    at,
    `the alias ${shown(record)} has the zone id ${String(at)}`,
    `set it to the RegionalHostedZoneId of ${domain.path}`,
  );
}

function neededBy(name: string, assembly: Assembly): Resource[] {
  const fallbacks = apiFallbacks(assembly).filter(({ record }) => record.name === name);
  const parts = fallbacks.flatMap(({ domain, mapping, api, route, integration, fn }) => {
    const role = roleOfArn(fn?.at('Role').text, assembly);
    const stage = mapping && stageOf(mapping, assembly);
    const permissions = [...(role ? policiesOf(role, assembly) : []), ...(fn ? permissionsOf(fn, assembly) : [])];
    return [domain, mapping, api, stage, route, integration, fn, ...permissions];
  });
  return [...new Set(parts.filter((part) => part !== undefined))];
}
