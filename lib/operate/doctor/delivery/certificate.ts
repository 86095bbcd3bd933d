import { DescribeCertificateCommand, type CertificateDetail } from '@aws-sdk/client-acm';
import { US_EAST_1 } from '../../../config/regions';
import { certificateCovers } from '../../../rules/acm/names';
import type { Site } from '../../../site-config';
import { unlessAbsent } from '../asking';
import { answeredNames } from '../zone/site-records';
import type { Check, Finding } from '../check';

const PAGE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html';
const RENEWAL_PAGE = 'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html';

/** ACM begins to renew earlier: what is not renewed by then needs somebody. */
const DAYS_LEFT = 30;
const DAY = 86_400_000;

/** Keys that CloudFront takes no certificate with. */
const UNUSABLE_KEYS = ['EC_secp384r1', 'EC_secp521r1'];

/** A certificate that the configuration names. */
interface Given {
  readonly field: 'certificateArn' | 'secondaryCertificateArn';
  readonly arn: string;
  readonly region: string;
  /** What refuses it. */
  readonly by: string;
}

function givenOf({ certificateArn, secondaryCertificateArn, secondaryRegion }: Site): Given[] {
  const given = (field: Given['field'], arn: string | undefined, region: string, by: string) =>
    arn === undefined ? [] : [{ field, arn, region, by }];
  return [
    ...given('certificateArn', certificateArn, US_EAST_1, 'CloudFront refuses a distribution with it'),
    ...given(
      'secondaryCertificateArn',
      secondaryCertificateArn,
      secondaryRegion,
      'API Gateway refuses a domain name with it',
    ),
  ];
}

/** That each is in its Region, and in the account, are rules of the configuration. */
export const certificate: Check = {
  id: 'certificate',
  title: 'every certificate given is issued, covers every name, and stays valid',
  of: 'any site',
  permissions: [{ action: 'acm:DescribeCertificate', resources: (site) => givenOf(site).map(({ arn }) => arn) }],
  needless: (site) => (givenOf(site).length === 0 ? 'the site makes certificates of its own' : undefined),
  async examine({ aws, site, now }) {
    const found = givenOf(site).map(async (given) => {
      const asked = aws.acm(given.region).send(new DescribeCertificateCommand({ CertificateArn: given.arn }));
      const answer = await unlessAbsent(asked, 'ResourceNotFoundException');
      return answer?.Certificate
        ? [...issueFindings(given, answer.Certificate, site), ...expiryFindings(given, answer.Certificate, now())]
        : [wrong(`there is no certificate ${given.arn}`, notTaken(given), elsewhere(given, site))];
    });
    return (await Promise.all(found)).flat();
  },
};

function notTaken({ by }: Given): string {
  return `${by}: the deployment fails.`;
}

function elsewhere({ field, region }: Given, { account }: Site): string {
  return (
    `set ${field} in bin/sites.ts to one of account ${account} in ${region}, or leave it out: the site then makes ` +
    `its own; this lists them:\naws acm list-certificates --region ${region}`
  );
}

function wrong(what: string, why: string, fix: string, page = PAGE): Finding {
  return { severity: 'error', what, why, fix, page };
}

function issueFindings(given: Given, found: CertificateDetail, site: Site): Finding[] {
  const why = notTaken(given);
  const findings: Finding[] = [];
  const { Status: status = '', KeyAlgorithm: key = '', SubjectAlternativeNames: names = [] } = found;
  if (status === 'PENDING_VALIDATION') {
    const records = (found.DomainValidationOptions ?? []).flatMap(({ ResourceRecord: record }) =>
      record ? [`${record.Name} ${record.Type} ${record.Value}`] : [],
    );
    const fix = `write the records that validate it, and wait: ${[...new Set(records)].join(', ')}`;
    findings.push(wrong('the certificate is not issued yet: it waits for its validation', why, fix));
  } else if (status !== 'ISSUED') {
    const what = `the certificate is not issued: ${[status, found.FailureReason].filter(Boolean).join(', ')}`;
    findings.push(wrong(what, why, elsewhere(given, site)));
  }
  const covers = (host: string) =>
    [found.DomainName ?? '', ...names].some((name) => certificateCovers(name.toLowerCase(), host));
  const uncovered = answeredNames(site).filter((name) => !covers(name));
  if (uncovered.length > 0) {
    const what = `the certificate does not cover ${uncovered.join(' and ')}; it is for ${names.join(', ')}`;
    findings.push(wrong(what, why, elsewhere(given, site)));
  }
  if (given.field === 'certificateArn' && UNUSABLE_KEYS.includes(key)) {
    findings.push(wrong(`the key of the certificate is ${key}`, why, elsewhere(given, site)));
  }
  return findings;
}

function expiryFindings(given: Given, { NotAfter: end, ...found }: CertificateDetail, now: Date): Finding[] {
  if (end === undefined || (+end - +now) / DAY > DAYS_LEFT) {
    return [];
  }
  const day = end.toISOString().slice(0, 10);
  const isImported = found.Type === 'IMPORTED';
  const fix = isImported
    ? 'import its successor under the same ARN:\n' +
      `aws acm import-certificate --region ${given.region} --certificate-arn ${found.CertificateArn} ` +
      '--certificate fileb://cert.pem --certificate-chain fileb://chain.pem --private-key fileb://key.pem'
    : 'see why ACM does not renew it, a validation record that is gone among others:\n' +
      `aws acm describe-certificate --region ${given.region} --certificate-arn ${found.CertificateArn}`;
  const why = 'Browsers refuse the site from then on, while visitors over HTTP notice nothing.';
  if (end <= now) {
    return [wrong(`the certificate expired on ${day}`, `${notTaken(given)} ${why}`, fix, RENEWAL_PAGE)];
  }
  const reason = isImported ? 'ACM does not renew what was imported' : 'ACM has not renewed it yet';
  const what = `the certificate expires on ${day}, and ${reason}`;
  return [{ severity: 'warning', what, why, fix, page: RENEWAL_PAGE }];
}
