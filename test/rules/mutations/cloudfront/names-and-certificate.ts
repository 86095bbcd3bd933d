import type { Change } from '../../mutable-app';
import { all, set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { CERTIFICATE, configure, DISTRIBUTION } from './names';

const aliases = (...names: string[]) => configure('Aliases', names);
const certificate = (place: string, value: unknown) => configure(`ViewerCertificate.${place}`, value);
const otherArn = (region: string, account: string) =>
  certificate('AcmCertificateArn', `arn:aws:acm:${region}:${account}:certificate/0a1b`);

const copyDistribution =
  (...names: string[]): Change =>
  (app) => {
    const copy = structuredClone(app.resource(DISTRIBUTION));
    (copy.Properties as { DistributionConfig: { Aliases: string[] } }).DistributionConfig.Aliases = names;
    app.add('Website', 'Second', copy);
  };

const moveStack =
  (region: string): Change =>
  (app) => {
    app.stack('Certificate').region = region;
  };

export const nameMutations: Mutations = {
  broken: {
    'cloudfront-aliases-are-host-names': {
      'an alias with a scheme': aliases('https://example.com', 'www.example.com'),
      'an alias with a final dot': aliases('example.com.', 'www.example.com'),
      'a wildcard inside': aliases('example.com', 'www.example.com', 'www.*.example.com'),
      'a wildcard within a label': aliases('example.com', 'www.example.com', '*w.example.com'),
      'an alias without dots': aliases('example.com', 'www.example.com', 'localhost'),
      'a path': aliases('example.com/', 'www.example.com'),
    },
    'cloudfront-aliases-are-unique': {
      'an alias twice': aliases('example.com', 'www.example.com', 'www.example.com'),
      'an alias twice, once in capitals': aliases('example.com', 'www.example.com', 'WWW.example.com'),
      'a second distribution with the same alias': copyDistribution('www.example.com'),
    },
    'cloudfront-aliases-have-records': {
      'an alias without records': aliases('example.com', 'www.example.com', 'shop.example.com'),
      'a misspelled alias': aliases('example.com', 'wwww.example.com'),
      'two aliases without records': aliases('example.com', 'www.example.com', 'a.example.com', 'b.example.com'),
    },
    'cloudfront-aliases-need-a-certificate': {
      'no certificate': configure('ViewerCertificate', undefined),
      'the default certificate': configure('ViewerCertificate', { CloudFrontDefaultCertificate: true }),
      'a certificate and the default one': certificate('CloudFrontDefaultCertificate', true),
      'two certificates': certificate('IamCertificateId', 'ASCAEXAMPLE'),
      'no ARN': certificate('AcmCertificateArn', undefined),
    },
    'cloudfront-certificate-is-in-us-east-1': {
      'a certificate in another Region': otherArn('us-east-2', '123456789012'),
      'a certificate of another account': otherArn('us-east-1', '210987654321'),
      'a certificate of IAM': certificate('AcmCertificateArn', 'arn:aws:iam::123456789012:server-certificate/site'),
      'the name of a certificate': certificate('AcmCertificateArn', 'example.com'),
    },
    'cloudfront-certificate-covers-aliases': {
      'a certificate without www': set(CERTIFICATE, 'SubjectAlternativeNames', undefined),
      'a certificate for another domain': set(CERTIFICATE, 'DomainName', 'example.org'),
      'a wildcard covers no apex': all(
        set(CERTIFICATE, 'DomainName', '*.example.com'),
        set(CERTIFICATE, 'SubjectAlternativeNames', undefined),
      ),
      'a wildcard covers no second label': aliases('example.com', 'www.example.com', 'a.www.example.com'),
    },
    'cloudfront-tls-settings': {
      'no method': certificate('SslSupportMethod', undefined),
      'an unknown method': certificate('SslSupportMethod', 'sni'),
      'an unknown policy': certificate('MinimumProtocolVersion', 'TLSv1.2_2022'),
      'SSLv3 with SNI': certificate('MinimumProtocolVersion', 'SSLv3'),
      'dedicated addresses with a modern policy': certificate('SslSupportMethod', 'vip'),
    },
    'cloudfront-modern-tls': {
      'TLS 1.0': certificate('MinimumProtocolVersion', 'TLSv1'),
      'TLS 1.0 with the ciphers of 2016': certificate('MinimumProtocolVersion', 'TLSv1_2016'),
      'TLS 1.1': certificate('MinimumProtocolVersion', 'TLSv1.1_2016'),
      'the default policy': certificate('MinimumProtocolVersion', undefined),
    },
    'cloudfront-no-dedicated-addresses': {
      'dedicated addresses': all(
        certificate('SslSupportMethod', 'vip'),
        certificate('MinimumProtocolVersion', 'TLSv1'),
      ),
      'static addresses': certificate('SslSupportMethod', 'static-ip'),
      'Anycast addresses': configure('AnycastIpListId', 'aip_example'),
    },
    'acm-cloudfront-region': {
      'the certificate is issued in another Region': moveStack('us-east-2'),
      'the certificate is issued in the Region of the secondary': moveStack('us-west-2'),
      'the certificate is issued in Europe': moveStack('eu-central-1'),
    },
  },
  harmless: {
    'TLS 1.3 only': certificate('MinimumProtocolVersion', 'TLSv1.3_2025'),
    'the policy of 2021': certificate('MinimumProtocolVersion', 'TLSv1.2_2021'),
    'the default certificate is said not to be': certificate('CloudFrontDefaultCertificate', false),
    'aliases the other way round': aliases('www.example.com', 'example.com'),
    'aliases in capitals': aliases('Example.com', 'www.example.com'),
    'a wildcard certificate': all(
      set(CERTIFICATE, 'SubjectAlternativeNames', ['*.example.com']),
      set(CERTIFICATE, 'DomainValidationOptions.1.DomainName', '*.example.com'),
    ),
  },
};

export const importedCertificateMutations: Mutations = {
  settings: { certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b' },
  broken: {
    'cloudfront-certificate-is-in-us-east-1': {
      'a literal ARN of another Region': otherArn('us-west-2', '123456789012'),
      'a literal ARN of another partition': certificate(
        'AcmCertificateArn',
        'arn:aws-cn:acm:us-east-1:123456789012:certificate/0a1b',
      ),
    },
  },
  harmless: { 'another certificate of the account': otherArn('us-east-1', '123456789012') },
};
