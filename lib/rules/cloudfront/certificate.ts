import { US_EAST_1 } from '../../config/regions';
import { certificateCovers, namesOfCertificate } from '../acm/names';
import type { Rule } from '../rule';
import { hostName } from '../site';
import { certificateOf, configOf, DISTRIBUTION } from './model';

const REQUIREMENTS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html';
const VIEWER_CERTIFICATE = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html';

/** What a distribution shows to viewers who come over HTTPS. */
export const certificateRules: readonly Rule[] = [
  {
    id: 'cloudfront-aliases-need-a-certificate',
    severity: 'error',
    sentence: 'A distribution with alternate names has a certificate of its own, and one only.',
    page: VIEWER_CERTIFICATE,
    types: [DISTRIBUTION],
    *check(distribution) {
      const at = certificateOf(distribution);
      const given = ['AcmCertificateArn', 'IamCertificateId'].filter((name) => at.at(name).exists);
      const usesDefault = at.at('CloudFrontDefaultCertificate').flag === true;
      if (given.length + (usesDefault ? 1 : 0) > 1) {
        const all = [...given, ...(usesDefault ? ['CloudFrontDefaultCertificate'] : [])];
        yield { at, wrong: `ViewerCertificate has ${all.join(' and ')}`, write: 'keep AcmCertificateArn alone' };
      } else if (given.length === 0 && configOf(distribution).at('Aliases').list.length > 0) {
        yield {
          at,
          wrong: 'the distribution has alternate names, but no certificate for them',
          write: 'set ViewerCertificate.AcmCertificateArn to a certificate in us-east-1 that covers every name',
        };
      }
    },
  },
  {
    id: 'cloudfront-certificate-is-in-us-east-1',
    severity: 'error',
    sentence: 'The certificate of a distribution is one of ACM, of its own account, in us-east-1.',
    page: REQUIREMENTS,
    types: [DISTRIBUTION],
    *check(distribution) {
      const at = certificateOf(distribution).at('AcmCertificateArn');
      const { text: arn } = at;
      const { account } = distribution.stack;
      const [, , service, region, owner, name] = (arn ?? '').split(':');
      if (arn === undefined) {
        return;
      }
      if (!arn.startsWith('arn:aws:') || service !== 'acm' || !name?.startsWith('certificate/')) {
        yield { at, wrong: `${arn} is no certificate of ACM`, write: 'write the ARN of a certificate in us-east-1' };
      } else if (region !== US_EAST_1) {
        yield {
          at,
          wrong: `the certificate is in ${region ?? 'no Region'}, where CloudFront does not read it`,
          write: 'issue it in a stack in us-east-1',
        };
      } else if (owner !== account) {
        yield {
          at,
          wrong: `the certificate is of the account ${owner ?? ''}, the distribution of ${account}`,
          write: `write a certificate of the account ${account}`,
        };
      }
    },
  },
  {
    id: 'cloudfront-certificate-covers-aliases',
    severity: 'error',
    sentence: 'The certificate of a distribution covers every alternate name.',
    page: REQUIREMENTS,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const arn = certificateOf(distribution).at('AcmCertificateArn').text;
      const certificate = assembly.find('AWS::CertificateManager::Certificate', arn);
      const covered = certificate && namesOfCertificate(certificate);
      for (const at of covered ? configOf(distribution).at('Aliases').list : []) {
        const alias = hostName(at.text);
        if (covered && !covered.some((name) => certificateCovers(name, alias))) {
          yield {
            at,
            wrong: `the certificate covers ${covered.join(', ')}, but not ${alias}`,
            write: `add ${alias} to SubjectAlternativeNames of the certificate (a wildcard covers one label)`,
          };
        }
      }
    },
  },
];
