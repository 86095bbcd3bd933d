import { DescribeCertificateCommand, type CertificateDetail } from '@aws-sdk/client-acm';
import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import ranges from '../../../lib/constructs/health-checker-ranges.json';
import { aliasesFree } from '../../../lib/operate/doctor/delivery/aliases-free';
import { certificate } from '../../../lib/operate/doctor/delivery/certificate';
import { healthCheckers } from '../../../lib/operate/doctor/delivery/health-checkers';
import { examine } from './examine';
import {
  acm,
  CERTIFICATE,
  cloudFront,
  distributions,
  haveRecords,
  internet,
  makeDeployed,
  makeReady,
  READY_DNS,
  refusal,
} from './ready';

const settings = { certificateArn: CERTIFICATE };

beforeEach(makeReady);

test.each([aliasesFree, certificate, healthCheckers].map((check) => [check.title, check]))(
  'passes when %s',
  async (_, check) => {
    expect(await examine(check, { network: internet(), settings })).toEqual([]);
  },
);

describe('a name', () => {
  const examined = (answers = {}) => examine(aliasesFree, { network: internet({ ...READY_DNS, ...answers }) });
  const have = (...items: Parameters<typeof distributions>) =>
    cloudFront.on(ListDistributionsCommand).resolves({ DistributionList: distributions(...items) });

  test('that another distribution of the account has is an error', async () => {
    have({ Id: 'EOLD', DomainName: 'd1.cloudfront.net', aliases: ['WWW.example.com'] });
    const findings = await examined();
    expect(findings).toMatchObject([
      { what: 'the distribution EOLD of this account has www.example.com among its alternate domain names' },
    ]);
    expect(findings[0]?.fix).toMatch(/aws cloudfront get-distribution-config --id EOLD$/);
  });

  test('that the own distribution has, or that a wildcard covers, passes', async () => {
    have(
      { Id: 'EOURS', DomainName: 'd1.cloudfront.net', aliases: ['example.com', 'www.example.com'] },
      { Id: 'EOLD', DomainName: 'd2.cloudfront.net', aliases: ['*.example.com'] },
    );
    expect(await examined()).toHaveLength(2);
    makeDeployed();
    expect(await examined()).toEqual([]);
  });

  test('that DNS sends to a distribution of nobody here is an error', async () => {
    expect(await examined({ 'CNAME www.example.com': ['d9.cloudfront.net'] })).toMatchObject([
      { what: 'www.example.com leads to the distribution d9.cloudfront.net, which is none of this account' },
    ]);
    const AliasTarget = { DNSName: 'D9.cloudfront.net.', HostedZoneId: 'Z2FDTNDATAQYW2', EvaluateTargetHealth: false };
    haveRecords({ Name: 'example.com.', Type: 'A', AliasTarget });
    expect(await examined()).toMatchObject([
      { what: expect.stringMatching(/^example\.com leads to .* d9\.cloud/) as string },
    ]);
    have({ Id: 'EOLD', DomainName: 'd9.cloudfront.net', aliases: [] });
    expect(await examined()).toEqual([]);
  });

  test('that DNS sends elsewhere passes', async () => {
    expect(await examined({ 'CNAME www.example.com': ['example.github.io'] })).toEqual([]);
  });
});

describe('a certificate', () => {
  const good: CertificateDetail = { Status: 'ISSUED', SubjectAlternativeNames: ['example.com', 'www.example.com'] };
  const examined = async (found: CertificateDetail, now?: string) => {
    acm.on(DescribeCertificateCommand).resolves({ Certificate: found });
    const findings = await examine(certificate, { settings, now: now === undefined ? undefined : new Date(now) });
    return findings.map(({ severity, what }) => `${severity}: ${what}`);
  };

  test('that is not there is an error', async () => {
    acm.on(DescribeCertificateCommand).rejects(refusal('ResourceNotFoundException', 400));
    expect((await examine(certificate, { settings }))[0]?.what).toBe(`there is no certificate ${CERTIFICATE}`);
  });

  test('that waits for its validation is an error with the records', async () => {
    const ResourceRecord = { Name: '_x.example.com.', Type: 'CNAME', Value: '_y.acm-validations.aws.' } as const;
    const DomainValidationOptions = [{ DomainName: 'example.com', ResourceRecord }];
    const found = { ...good, Status: 'PENDING_VALIDATION', DomainValidationOptions } as const;
    expect(await examined(found)).toEqual(['error: the certificate is not issued yet: it waits for its validation']);
    expect((await examine(certificate, { settings }))[0]?.fix).toContain(
      '_x.example.com. CNAME _y.acm-validations.aws.',
    );
  });

  test.each<[string, CertificateDetail, string[]]>([
    [
      'that failed',
      { ...good, Status: 'FAILED', FailureReason: 'CAA_ERROR' },
      ['error: the certificate is not issued: FAILED, CAA_ERROR'],
    ],
    ['that covers every name', good, []],
    [
      'of a wildcard, which does not cover the apex',
      { ...good, SubjectAlternativeNames: ['*.example.com'] },
      ['error: the certificate does not cover example.com; it is for *.example.com'],
    ],
    [
      'whose key CloudFront does not take',
      { ...good, KeyAlgorithm: 'EC_secp384r1' },
      ['error: the key of the certificate is EC_secp384r1'],
    ],
  ])('%s', async (_, found, findings) => {
    expect(await examined(found)).toEqual(findings);
  });

  test.each([
    [
      '2026-11-30',
      'AMAZON_ISSUED',
      ['warning: the certificate expires on 2027-01-01, and ACM has not renewed it yet'],
      '2026-12-10',
    ],
    ['long before', 'AMAZON_ISSUED', [], '2026-11-25'],
    [
      'imported',
      'IMPORTED',
      ['warning: the certificate expires on 2027-01-01, and ACM does not renew what was imported'],
      '2026-12-10',
    ],
    ['expired', 'IMPORTED', ['error: the certificate expired on 2027-01-01'], '2027-01-02'],
  ] as const)('near its end (%s)', async (_, Type, findings, now) => {
    expect(await examined({ ...good, Type, NotAfter: new Date('2027-01-01') }, now)).toEqual(findings);
  });

  test('of the site itself is no matter of this check', () => {
    expect(certificate.needless?.({} as never)).toMatch(/of its own/);
  });
});

describe("the health checkers' addresses", () => {
  test('that are not admitted are an error, and those that are none any more a warning', async () => {
    const published = [...ranges.ranges.slice(1), '203.0.113.0/26'];
    expect(await examine(healthCheckers, { network: internet(READY_DNS, published) })).toMatchObject([
      { severity: 'error', what: expect.stringContaining('203.0.113.0/26') as string },
      { severity: 'warning', what: expect.stringContaining(ranges.ranges[0] ?? '') as string },
    ]);
  });

  test('that nobody publishes are no finding', async () => {
    const ask = () => Promise.resolve({ status: 503, headers: {}, body: Buffer.from('') });
    await expect(examine(healthCheckers, { network: { ...internet(), ask } })).rejects.toThrow('status 503');
  });
});
