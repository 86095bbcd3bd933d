import { US_EAST_1 } from '../../config/regions';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy, hostName } from '../site';
import { CERTIFICATE, namesOfCertificate } from './names';

const REQUIREMENTS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html';

/** Who uses a certificate, and where it is for them. */
export const useRules: readonly Rule[] = [
  {
    id: 'acm-cloudfront-region',
    severity: 'error',
    sentence: "A certificate for a distribution's names is in us-east-1.",
    page: REQUIREMENTS,
    types: [CERTIFICATE],
    *check(certificate, assembly) {
      const { region } = certificate.stack;
      const aliases = region === US_EAST_1 ? new Set<string>() : assembly.once(aliasesOfDistributions);
      const covered = namesOfCertificate(certificate).find((name) => aliases.has(name));
      if (covered !== undefined && !assembly.once(arnsOfDomains).has(certificate.ref)) {
        yield {
          wrong: `the certificate for ${covered} is in ${region}, where CloudFront does not read it`,
          write: 'move its stack to us-east-1',
        };
      }
    },
  },
  {
    id: 'acm-replaced-certificate-is-retained',
    severity: 'error',
    sentence: 'A certificate that is replaced stays: in use by another stack, it cannot be deleted.',
    page: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html',
    types: [CERTIFICATE],
    *check(certificate, assembly) {
      const policy = certificate.source.UpdateReplacePolicy;
      const users = assembly.once(usersByArn).get(certificate.ref) ?? [];
      if (policy !== 'Retain' && users.some((user) => user.stack !== certificate.stack)) {
        yield {
          wrong: `a new name would replace the certificate and delete it while it is in use (${policy ?? 'no UpdateReplacePolicy'})`,
          write: 'set UpdateReplacePolicy to Retain',
        };
      }
    },
  },
  {
    id: 'acm-certificates-are-used',
    severity: 'warning',
    sentence: 'Every certificate of the app is used by it.',
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html',
    types: [CERTIFICATE],
    *check(certificate, assembly) {
      if (!assembly.once(usersByArn).has(certificate.ref) && !assembly.once(arnsOfDomains).has(certificate.ref)) {
        yield { wrong: 'nothing uses the certificate', write: 'refer to it from ViewerCertificate, or remove it' };
      }
    },
  },
];

function usersByArn(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(
    assembly.all('AWS::CloudFront::Distribution'),
    (distribution) => distribution.at('DistributionConfig.ViewerCertificate.AcmCertificateArn').text,
  );
}

function aliasesOfDistributions(assembly: Assembly): Set<string> {
  const distributions = assembly.all('AWS::CloudFront::Distribution');
  return new Set(distributions.flatMap((one) => one.at('DistributionConfig.Aliases').texts.map(hostName)));
}

/** Certificates of regional endpoints, which are read in their own Region. */
function arnsOfDomains(assembly: Assembly): Set<string | undefined> {
  return new Set([
    ...assembly
      .all('AWS::ApiGatewayV2::DomainName')
      .flatMap((domain) => domain.at('DomainNameConfigurations').list.map((one) => one.at('CertificateArn').text)),
    ...assembly
      .all('AWS::ApiGateway::DomainName')
      .flatMap((domain) => [domain.at('CertificateArn').text, domain.at('RegionalCertificateArn').text]),
  ]);
}
