import { certificateCovers, namesOfCertificate } from '../acm/names';
import type { Rule } from '../rule';
import { hostName } from '../site';
import { DOMAIN } from './model';

const CONFIGURATION =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-domainname-domainnameconfiguration.html';
const CUSTOM_DOMAINS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html';

/** Custom domains of HTTP APIs, and what they show to visitors. */
export const apiDomainRules: readonly Rule[] = [
  {
    id: 'api-domains-are-regional',
    severity: 'error',
    sentence:
      'A custom domain of an HTTP API has one configuration: REGIONAL, with TLS 1.2, and asks visitors for no certificate.',
    page: CONFIGURATION,
    types: [DOMAIN],
    *check(domain) {
      const configurations = domain.at('DomainNameConfigurations');
      if (configurations.list.length !== 1) {
        yield {
          at: configurations,
          wrong: `${domain.ref} has ${configurations.list.length} configurations`,
          write: 'write one in DomainNameConfigurations',
        };
      }
      const wanted = { EndpointType: ['REGIONAL'], SecurityPolicy: ['TLS_1_2'], IpAddressType: ['ipv4', 'dualstack'] };
      for (const one of configurations.list) {
        for (const [name, values] of Object.entries(wanted)) {
          const at = one.at(name);
          if (at.exists && !values.includes(at.text ?? '')) {
            yield { at, wrong: `${name} of ${domain.ref} is ${String(at)}`, write: `write ${values.join(' or ')}` };
          }
        }
      }
      const mutual = domain.at('MutualTlsAuthentication');
      if (mutual.exists) {
        yield {
          at: mutual,
          wrong: 'whoever has no client certificate is refused',
          write: 'remove MutualTlsAuthentication',
        };
      }
    },
  },
  {
    id: 'api-certificates-are-in-their-region',
    severity: 'error',
    sentence: "The certificate of an API's custom domain is one of ACM, of the same account and the same Region.",
    page: CUSTOM_DOMAINS,
    types: [DOMAIN],
    *check(domain) {
      const { account, region } = domain.stack;
      for (const at of domain.at('DomainNameConfigurations').list.map((one) => one.at('CertificateArn'))) {
        const [, , service, where, owner, name] = (at.text ?? '').split(':');
        const isOne = service === 'acm' && (name?.startsWith('certificate/') ?? false);
        if (!isOne || where !== region || owner !== account) {
          const place = isOne ? `is in ${where}, of the account ${owner}` : `is ${String(at)}`;
          yield {
            at,
            wrong: `the certificate of ${domain.ref} ${place}`,
            write: `write the ARN of a certificate of the account ${account} in ${region}`,
          };
        }
      }
    },
  },
  {
    id: 'api-certificates-cover-their-domain',
    severity: 'error',
    sentence: "The certificate of an API's custom domain covers its name.",
    page: CUSTOM_DOMAINS,
    types: [DOMAIN],
    *check(domain, assembly) {
      const name = hostName(domain.at('DomainName').text);
      for (const at of domain.at('DomainNameConfigurations').list.map((one) => one.at('CertificateArn'))) {
        const certificate = assembly.find('AWS::CertificateManager::Certificate', at.text);
        const covered = certificate && namesOfCertificate(certificate);
        if (covered && !covered.some((one) => certificateCovers(one, name))) {
          yield {
            at,
            wrong: `the certificate covers ${covered.join(', ')}, but not ${name}`,
            write: `add ${name} to SubjectAlternativeNames of the certificate (a wildcard covers one label)`,
          };
        }
      }
    },
  },
];
