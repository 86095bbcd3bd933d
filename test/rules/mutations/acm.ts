import type { Change } from '../mutable-app';
import { all, remove, set } from '../mutable-app';
import type { Mutations } from './mutations';

const CERTIFICATE = 'Certificate/Certificate';
const DISTRIBUTION = 'Website/Delivery/Distribution';
const ARN = 'DistributionConfig.ViewerCertificate.AcmCertificateArn';
const ZONE = 'Z0123456789EXAMPLE';

const certificate = (place: string, value: unknown) => set(CERTIFICATE, place, value);
const without = (place: string) => remove(CERTIFICATE, place);
const more = (count: number): Change =>
  all(
    certificate(
      'SubjectAlternativeNames',
      ['www', ...Array.from({ length: count - 2 }, (_, index) => `n${index}`)].map((name) => `${name}.example.com`),
    ),
    (app) => {
      const names = app.get(CERTIFICATE, 'SubjectAlternativeNames') as string[];
      app.set(
        CERTIFICATE,
        'DomainValidationOptions',
        ['example.com', ...names].map((DomainName) => ({ DomainName, HostedZoneId: ZONE })),
      );
    },
  );
const replaced =
  (policy?: string): Change =>
  (app) => {
    app.resource(CERTIFICATE).UpdateReplacePolicy = policy;
  };
const copy: Change = (app) => app.add('Certificate', 'Second', structuredClone(app.resource(CERTIFICATE)));
const region =
  (name: string): Change =>
  (app) => {
    app.stack('Certificate').region = name;
  };
const LONG = `${'a'.repeat(60)}.example.com`;

export const acmMutations: readonly Mutations[] = [
  {
    broken: {
      'acm-names': {
        'no name': without('DomainName'),
        'a name with a scheme': certificate('DomainName', 'https://example.com'),
        'a first name of 72 characters': certificate('DomainName', LONG),
        'a wildcard inside': certificate('SubjectAlternativeNames', ['www.*.example.com']),
        'an empty list': certificate('SubjectAlternativeNames', []),
      },
      'acm-names-quota': {
        'eleven names': more(11),
        'twenty names': more(20),
        'a hundred names': more(100),
      },
      'acm-key-algorithm': {
        'a key that CloudFront does not take': certificate('KeyAlgorithm', 'EC_secp384r1'),
        'a key that ACM does not issue': certificate('KeyAlgorithm', 'RSA_4096'),
        'a short key': certificate('KeyAlgorithm', 'RSA_1024'),
      },
      'acm-trusted-by-browsers': {
        'a private authority': certificate(
          'CertificateAuthorityArn',
          'arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/0a1b',
        ),
        'no log': certificate('CertificateTransparencyLoggingPreference', 'DISABLED'),
        'an unknown preference': certificate('CertificateTransparencyLoggingPreference', 'OFF'),
      },
      'acm-replaced-certificate-is-retained': {
        'a replaced certificate is deleted': replaced('Delete'),
        'nothing says what becomes of it': replaced(undefined),
        'a snapshot of it': replaced('Snapshot'),
      },
      'acm-certificates-are-used': {
        'the distribution has a certificate of IAM': all(
          remove(DISTRIBUTION, ARN),
          set(DISTRIBUTION, 'DistributionConfig.ViewerCertificate.IamCertificateId', 'ASCAEXAMPLE'),
        ),
        'the distribution has another certificate': set(
          DISTRIBUTION,
          ARN,
          'arn:aws:acm:us-east-1:123456789012:certificate/0a1b',
        ),
        'a second certificate': copy,
      },
      'acm-certificates-stay-in-aws': {
        'the key can be exported': certificate('CertificateExport', 'ENABLED'),
        'an unknown setting': certificate('CertificateExport', 'YES'),
        'an unknown setting in small letters': certificate('CertificateExport', 'enabled'),
      },
      'acm-cloudfront-region': {
        'the stack moves to the Region of the primary': region('us-east-2'),
      },
      'acm-dns-validation': {
        'validation by e-mail': certificate('ValidationMethod', 'EMAIL'),
        'the default, e-mail': without('ValidationMethod'),
        'validation by HTTP': certificate('ValidationMethod', 'HTTP'),
      },
      'acm-validation-zones': {
        'no zone for www': without('DomainValidationOptions.1'),
        'no zone at all': without('DomainValidationOptions'),
        'a name without its zone': without('DomainValidationOptions.0.HostedZoneId'),
        'a new name without a zone': certificate('SubjectAlternativeNames', ['www.example.com', 'shop.example.com']),
      },
      'acm-validation-names': {
        'a name that is not in the certificate': certificate('DomainValidationOptions.2', {
          DomainName: 'shop.example.com',
          HostedZoneId: ZONE,
        }),
        'the certificate loses a name': without('SubjectAlternativeNames'),
        'a name twice': certificate('DomainValidationOptions.2', { DomainName: 'example.com', HostedZoneId: ZONE }),
        'another domain for e-mail': certificate('DomainValidationOptions.0.ValidationDomain', 'example.org'),
      },
    },
    harmless: {
      'ten names': more(10),
      'an elliptic key': certificate('KeyAlgorithm', 'EC_prime256v1'),
      'the default key, written out': certificate('KeyAlgorithm', 'RSA_2048'),
      'the log, written out': certificate('CertificateTransparencyLoggingPreference', 'ENABLED'),
      'the first name among the others, too': certificate('SubjectAlternativeNames', [
        'example.com',
        'www.example.com',
      ]),
      'a wildcard': all(
        certificate('SubjectAlternativeNames', ['*.example.com']),
        certificate('DomainValidationOptions.1.DomainName', '*.example.com'),
      ),
      'a wildcard, validated by what it stands below': all(
        certificate('SubjectAlternativeNames', ['*.example.com']),
        without('DomainValidationOptions.1'),
      ),
      'a long name that is not the first': all(
        certificate('SubjectAlternativeNames', ['www.example.com', LONG]),
        certificate('DomainValidationOptions.2', { DomainName: LONG, HostedZoneId: ZONE }),
      ),
      'no export, said so': certificate('CertificateExport', 'DISABLED'),
      'a tag': certificate('Tags', [{ Key: 'team', Value: 'web' }]),
    },
  },
];
