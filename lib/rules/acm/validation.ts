import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { hostName } from '../site';
import { CERTIFICATE, namesOfCertificate, nameValues } from './names';

const DNS = 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html';
const RESOURCE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-certificatemanager-certificate.html';

/** How ACM finds out that a certificate's names are ours: a deployment waits for it. */
export const validationRules: readonly Rule[] = [
  {
    id: 'acm-dns-validation',
    severity: 'error',
    sentence: 'A certificate is validated by DNS records, which wait for nobody to read e-mail.',
    page: DNS,
    types: [CERTIFICATE],
    *check(certificate) {
      const at = certificate.at('ValidationMethod');
      if (at.text !== 'DNS' && !certificate.at('CertificateAuthorityArn').exists) {
        yield {
          at,
          wrong: `the deployment would wait for somebody to validate (${at.text ?? 'EMAIL is the default'})`,
          write: 'set ValidationMethod to DNS',
        };
      }
    },
  },
  {
    id: 'acm-validation-zones',
    severity: 'error',
    sentence:
      'Every name of a certificate says in which zone it is validated: otherwise the deployment waits for ever.',
    page: RESOURCE,
    types: [CERTIFICATE],
    *check(certificate) {
      const zones = new Map(validationsOf(certificate).map((one) => [validatedName(one), one.at('HostedZoneId')]));
      for (const at of nameValues(certificate)) {
        const zone = zones.get(hostName(at.text).replace(/^\*\./, ''));
        if (at.exists && !zone?.text) {
          yield {
            at: zone ?? certificate.at('DomainValidationOptions'),
            wrong: `nothing says in which zone ${String(at)} is validated`,
            write: `add DomainName ${String(at)} with its HostedZoneId to DomainValidationOptions`,
          };
        }
      }
    },
  },
  {
    id: 'acm-validation-names',
    severity: 'error',
    sentence: 'Only names of the certificate are validated for it, each once.',
    page: RESOURCE,
    types: [CERTIFICATE],
    *check(certificate) {
      const names = new Set(namesOfCertificate(certificate));
      const seen = new Set<string>();
      for (const validation of validationsOf(certificate)) {
        const at = validation.at('DomainName');
        const name = hostName(at.text);
        if (!names.has(name) && !names.has(`*.${name}`)) {
          yield {
            at,
            wrong: `${name || 'nothing'} is no name of the certificate`,
            write: 'remove it, or add the name',
          };
        } else if (seen.has(name)) {
          yield { at, wrong: `${name} is validated twice`, write: 'keep it once' };
        }
        seen.add(name);
        const domain = validation.at('ValidationDomain');
        if (domain.text !== undefined && !`.${name}`.endsWith(`.${hostName(domain.text)}`)) {
          yield { at: domain, wrong: `${domain.text} is not above ${name}`, write: 'remove ValidationDomain' };
        }
      }
    },
  },
];

function validationsOf(certificate: Resource): readonly Value[] {
  return certificate.at('DomainValidationOptions').list;
}

/** A wildcard is validated by the record of what it stands below. */
function validatedName(validation: Value): string {
  return hostName(validation.at('DomainName').text).replace(/^\*\./, '');
}
