import { all, drop, remove, set } from '../../mutable-app';
import { configure } from '../cloudfront/names';
import type { Mutations } from '../mutations';
import { DISTRIBUTION, PRIMARY, record, SECONDARY, withRef, WWW_PRIMARY, WWW_SECONDARY } from '../route53/site';
import {
  DISTRIBUTION_CHECK,
  DOMAIN,
  PRIMARY_IPV6,
  SECONDARY_IPV6,
  WWW_DOMAIN,
  WWW_PRIMARY_IPV6,
  WWW_SECONDARY_IPV6,
} from './paths';

const IPV6 = [PRIMARY_IPV6, SECONDARY_IPV6, WWW_PRIMARY_IPV6, WWW_SECONDARY_IPV6];
const ADDRESS_TYPE = 'DomainNameConfigurations.0.IpAddressType';

export const httpsRecordMutations: Mutations['broken'] = {
  'addresses-of-a-name-fail-over-alike': {
    'IPv6 follows CloudFront alone': withRef(DISTRIBUTION_CHECK, (ref) => set(PRIMARY_IPV6, 'HealthCheckId', ref)),
    'IPv6 has no health check': remove(WWW_PRIMARY_IPV6, 'HealthCheckId'),
    'IPv4 has none': remove(PRIMARY, 'HealthCheckId'),
    'IPv6 leads elsewhere': (app) =>
      app.set(SECONDARY_IPV6, 'AliasTarget', structuredClone(app.get(WWW_SECONDARY_IPV6, 'AliasTarget'))),
    'no pair for IPv4': all(drop(PRIMARY), drop(SECONDARY)),
    'IPv6 does not fail over': all(
      drop(SECONDARY_IPV6),
      remove(PRIMARY_IPV6, 'Failover'),
      remove(PRIMARY_IPV6, 'SetIdentifier'),
      remove(PRIMARY_IPV6, 'HealthCheckId'),
    ),
  },
  'ipv6-aliases-lead-to-ipv6': {
    'CloudFront has none': configure('IPV6Enabled', false),
    'CloudFront says nothing of it': remove(DISTRIBUTION, 'DistributionConfig.IPV6Enabled'),
    'the endpoint has none': set(DOMAIN, ADDRESS_TYPE, 'ipv4'),
    'the endpoint of www says nothing of it': remove(WWW_DOMAIN, ADDRESS_TYPE),
  },
  'ipv6-of-both-paths-has-records': {
    'no AAAA record': all(...IPV6.map(drop)),
    'none of www': all(drop(WWW_PRIMARY_IPV6), drop(WWW_SECONDARY_IPV6)),
    'none that fails over': all(
      ...IPV6.map((path) => remove(path, 'Failover')),
      ...IPV6.map((path) => remove(path, 'SetIdentifier')),
    ),
  },
  'failover-names-have-no-https-record': {
    'an HTTPS record': record({ Name: 'example.com', Type: 'HTTPS', TTL: '60', ResourceRecords: ['1 . alpn=h2'] }),
    'an HTTPS alias to CloudFront': (app) =>
      record({ Name: 'www.example.com', Type: 'HTTPS', AliasTarget: app.get(WWW_PRIMARY, 'AliasTarget') })(app),
    'an SVCB record': record({ Name: 'example.com', Type: 'SVCB', TTL: '60', ResourceRecords: ['1 . alpn=h2'] }),
  },
  'alias-types-suit-their-targets': {
    'an HTTPS alias to the endpoint': set(SECONDARY, 'Type', 'HTTPS'),
    'a CNAME alias to the endpoint': set(WWW_SECONDARY, 'Type', 'CNAME'),
    'a TXT alias to the endpoint': set(SECONDARY_IPV6, 'Type', 'TXT'),
  },
  'failover-records-are-pairs': {
    'no SECONDARY for IPv6': drop(SECONDARY_IPV6),
    'no PRIMARY for IPv6': drop(PRIMARY_IPV6),
    'two PRIMARY records for IPv6': set(SECONDARY_IPV6, 'Failover', 'PRIMARY'),
  },
  'every-name-of-a-site-fails-over': {
    'www has no records': all(...[WWW_PRIMARY, WWW_SECONDARY, WWW_PRIMARY_IPV6, WWW_SECONDARY_IPV6].map(drop)),
    'www fails over for IPv6 alone': all(drop(WWW_PRIMARY), drop(WWW_SECONDARY)),
    'one name more': configure('Aliases.2', 'shop.example.com'),
  },
  'secondaries-come-after-primaries': {
    'nothing orders those of IPv6': (app) => (app.resource(SECONDARY_IPV6).DependsOn = []),
    'nothing orders those of IPv4': (app) => (app.resource(SECONDARY).DependsOn = []),
    'nothing orders those of www': (app) => (app.resource(WWW_SECONDARY_IPV6).DependsOn = []),
  },
};

export const harmlessHttpsRecords: Mutations['harmless'] = {
  'IPv4 alone, on both paths': all(
    ...IPV6.map(drop),
    configure('IPV6Enabled', false),
    set(DOMAIN, ADDRESS_TYPE, 'ipv4'),
    set(WWW_DOMAIN, ADDRESS_TYPE, 'ipv4'),
  ),
  'IPv4 alone, as CloudFront has no IPv6': all(...IPV6.map(drop), configure('IPV6Enabled', false)),
};
