import type { Rule } from '../rule';
import { CERTIFICATE, namesOfCertificate, nameValues } from './names';

const REQUEST = 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html';
const REQUIREMENTS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html';

const LABEL = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME = new RegExp(`^(?=.{1,253}$)(\\*\\.)?(${LABEL}\\.)+${LABEL}$`, 'i');
const QUOTA = 10;

/** What a certificate says, and where. */
export const certificateRules: readonly Rule[] = [
  {
    id: 'acm-names',
    severity: 'error',
    sentence:
      'A certificate is for host names, with at most a wildcard as first label; its DomainName has 64 characters at most.',
    page: REQUEST,
    types: [CERTIFICATE],
    *check(certificate) {
      const names = nameValues(certificate);
      const sans = certificate.at('SubjectAlternativeNames');
      for (const [index, at] of names.entries()) {
        if (!NAME.test(at.text ?? '')) {
          yield {
            at,
            wrong: `${at.text ?? 'nothing'} is no host name`,
            write: 'write a host name such as example.com',
          };
        } else if (index === 0 && (at.text?.length ?? 0) > 64) {
          yield {
            at,
            wrong: `the first name has ${at.text?.length ?? 0} characters, more than 64`,
            write: 'begin with a shorter one, and list the long one in SubjectAlternativeNames',
          };
        }
      }
      if (sans.exists && sans.list.length === 0) {
        yield { at: sans, wrong: 'SubjectAlternativeNames is empty, which ACM refuses', write: 'remove it' };
      }
    },
  },
  {
    id: 'acm-names-quota',
    severity: 'warning',
    sentence: 'A certificate has 10 names at most, the quota that an account has at first.',
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html',
    types: [CERTIFICATE],
    *check(certificate) {
      const { size } = new Set(namesOfCertificate(certificate));
      if (size > QUOTA) {
        yield {
          at: certificate.at('SubjectAlternativeNames'),
          wrong: `the certificate has ${size} names`,
          write: `keep to ${QUOTA}, or have the quota raised`,
        };
      }
    },
  },
  {
    id: 'acm-key-algorithm',
    severity: 'error',
    sentence: 'A certificate has a key that ACM issues and CloudFront takes.',
    page: REQUIREMENTS,
    types: [CERTIFICATE],
    *check(certificate) {
      const at = certificate.at('KeyAlgorithm');
      if (at.exists && at.text !== 'RSA_2048' && at.text !== 'EC_prime256v1') {
        yield { at, wrong: `KeyAlgorithm is ${String(at)}`, write: 'write RSA_2048 or EC_prime256v1' };
      }
    },
  },
  {
    id: 'acm-trusted-by-browsers',
    severity: 'error',
    sentence: 'A certificate is one that browsers trust: of the public authority, and logged.',
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html',
    types: [CERTIFICATE],
    *check(certificate) {
      const authority = certificate.at('CertificateAuthorityArn');
      const logging = certificate.at('CertificateTransparencyLoggingPreference');
      if (authority.exists) {
        yield {
          at: authority,
          wrong: 'the certificate is of a private authority, which no browser knows',
          write: 'remove CertificateAuthorityArn',
        };
      }
      if (logging.exists && logging.text !== 'ENABLED') {
        yield {
          at: logging,
          wrong: `browsers refuse a certificate that is not logged (${String(logging)})`,
          write: 'set CertificateTransparencyLoggingPreference to ENABLED',
        };
      }
    },
  },
  {
    id: 'acm-certificates-stay-in-aws',
    severity: 'warning',
    sentence: 'No certificate can be exported with its key, which costs by the name.',
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-exportable-certificates.html',
    types: [CERTIFICATE],
    *check(certificate) {
      const at = certificate.at('CertificateExport');
      if (at.exists && at.text !== 'DISABLED') {
        yield { at, wrong: `CertificateExport is ${String(at)}`, write: 'remove it: CloudFront needs no export' };
      }
    },
  },
];
