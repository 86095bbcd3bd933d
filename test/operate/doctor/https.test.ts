import { GetDomainNamesCommand } from '@aws-sdk/client-apigatewayv2';
import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { lambdaQuota } from '../../../lib/operate/doctor/account/lambda-quota';
import { publicAccess } from '../../../lib/operate/doctor/account/public-access';
import { ALL_CHECKS } from '../../../lib/operate/doctor/all-checks';
import { certificate } from '../../../lib/operate/doctor/delivery/certificate';
import { endpointNamesFree } from '../../../lib/operate/doctor/delivery/endpoint-names-free';
import { bucketNames } from '../../../lib/operate/doctor/storage/bucket-names';
import { caa } from '../../../lib/operate/doctor/zone/caa';
import { namesFree } from '../../../lib/operate/doctor/zone/names-free';
import { exampleSite } from '../../helpers';
import { httpsRecordsOf } from './deployed/healthy-https-site';
import { examine } from './examine';
import {
  acm,
  apiGateway,
  CERTIFICATE,
  cloudFormation,
  haveRecords,
  internet,
  lambda,
  makeDeployed,
  makeReady,
  READY_DNS,
  refusal,
  s3,
} from './ready';

const SECONDARY_CERTIFICATE = 'arn:aws:acm:us-west-2:123456789012:certificate/given';
const settings = { secondaryEndpoint: 'https' } as const;
const site = exampleSite(settings);
const NO_HOST = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

beforeEach(makeReady);

test.each(
  ALL_CHECKS.filter(({ of, needless }) => of === 'any site' && !needless?.(site)).map((one) => [one.title, one]),
)('a site of the https mode passes when %s', async (_, check) => {
  expect(await examine(check, { settings, network: internet() })).toEqual([]);
});

test('without a public bucket nobody asks whether the account lets one be public', () => {
  expect(publicAccess.needless?.(site)).toBe('no bucket of the site is public');
  expect(publicAccess.needless?.(exampleSite({ ...settings, retiredEndpoint: 'website' }))).toBeUndefined();
});

test('without an HTTPS endpoint nobody asks about Lambda and API Gateway', () => {
  expect([lambdaQuota, endpointNamesFree].map(({ needless }) => needless?.(exampleSite()))).toEqual([
    'the site has no HTTPS endpoint',
    'the site has no HTTPS endpoint',
  ]);
});

describe('the concurrency of Lambda', () => {
  const quota = (ConcurrentExecutions: number, UnreservedConcurrentExecutions = ConcurrentExecutions) =>
    lambda
      .on(GetAccountSettingsCommand)
      .resolves({ AccountLimit: { ConcurrentExecutions, UnreservedConcurrentExecutions } });

  test('of a new account is a warning that says what to ask for', async () => {
    quota(10);
    const [finding] = await examine(lambdaQuota, { settings });
    expect(finding).toMatchObject({
      severity: 'warning',
      what: 'Lambda in us-west-2 runs 10 requests at once for the site',
    });
    expect(finding?.fix).toMatch(
      /\naws service-quotas request-service-quota-increase --region us-west-2 --service-code lambda --quota-code L-B99A9384 --desired-value 1000$/,
    );
  });

  test('that others have reserved does not count', async () => {
    quota(1000, 99);
    expect((await examine(lambdaQuota, { settings }))[0]?.what).toBe(
      'Lambda in us-west-2 runs 99 requests at once for the site, of 1000 that the account has: others are reserved',
    );
    quota(1000, 100);
    expect(await examine(lambdaQuota, { settings })).toEqual([]);
  });

  test.each([
    [lambdaQuota, 'Lambda'],
    [endpointNamesFree, 'API Gateway'],
  ])('%# a Region without the service is an error', async (check, service) => {
    lambda.on(GetAccountSettingsCommand).rejects(NO_HOST);
    apiGateway.on(GetDomainNamesCommand).rejects(NO_HOST);
    expect(await examine(check, { settings })).toMatchObject([
      { severity: 'error', what: `there is no ${service} in us-west-2, as far as this machine can see` },
    ]);
  });
});

describe('a custom domain name of the site', () => {
  beforeEach(() => {
    apiGateway
      .on(GetDomainNamesCommand)
      .resolvesOnce({ Items: [{ DomainName: 'other.example.com' }], NextToken: 'more' })
      .resolves({ Items: [{ DomainName: 'www.example.com' }] });
  });

  test('that another API has is an error', async () => {
    expect(await examine(endpointNamesFree, { settings })).toMatchObject([
      {
        severity: 'error',
        what: "API Gateway in us-west-2 has the domain name www.example.com already, for another API than the site's",
      },
    ]);
  });

  test('that the stack of the site has is as it should be', async () => {
    makeDeployed();
    cloudFormation.on(ListStackResourcesCommand).resolves({
      StackResourceSummaries: [
        {
          ResourceType: 'AWS::ApiGatewayV2::DomainName',
          PhysicalResourceId: 'www.example.com',
          LogicalResourceId: 'Any',
          ResourceStatus: 'CREATE_COMPLETE',
          LastUpdatedTimestamp: new Date(0),
        },
      ],
    });
    expect(await examine(endpointNamesFree, { settings })).toEqual([]);
  });
});

describe('the certificate of the endpoint', () => {
  const given = { ...settings, certificateArn: CERTIFICATE, secondaryCertificateArn: SECONDARY_CERTIFICATE };

  test('is asked for in the secondary Region, and what is wrong with it is said with its field', async () => {
    acm.on(DescribeCertificateCommand, { CertificateArn: SECONDARY_CERTIFICATE }).resolves({
      Certificate: {
        Status: 'ISSUED',
        DomainName: 'example.com',
        SubjectAlternativeNames: ['example.com'],
        NotAfter: new Date('2027-06-01'),
      },
    });
    const findings = await examine(certificate, { settings: given });
    expect(findings).toMatchObject([{ what: 'the certificate does not cover www.example.com; it is for example.com' }]);
    expect(findings[0]?.why).toBe('API Gateway refuses a domain name with it: the deployment fails.');
    expect(findings[0]?.fix).toMatch(/^set secondaryCertificateArn .*\naws acm list-certificates --region us-west-2$/);
  });

  test('may have keys that CloudFront takes no certificate with', async () => {
    acm.on(DescribeCertificateCommand, { CertificateArn: SECONDARY_CERTIFICATE }).resolves({
      Certificate: {
        Status: 'ISSUED',
        KeyAlgorithm: 'EC_secp384r1',
        DomainName: 'example.com',
        SubjectAlternativeNames: ['example.com', '*.example.com'],
        NotAfter: new Date('2027-06-01'),
      },
    });
    expect(await examine(certificate, { settings: given })).toEqual([]);
  });

  test('is issued by Amazon unless both are given: CAA records count', async () => {
    expect(caa.needless?.(exampleSite({ ...settings, certificateArn: CERTIFICATE }))).toBeUndefined();
    expect(caa.needless?.(exampleSite(given))).toMatch(/issued already$/);
    const records = [{ critical: 0, issue: 'letsencrypt.org' }];
    const network = internet({ ...READY_DNS, 'CAA example.com': records });
    const findings = await examine(caa, { settings: { ...settings, certificateArn: CERTIFICATE }, network });
    expect(findings).toHaveLength(1);
  });
});

describe('records', () => {
  const records = ['example.com', 'www.example.com'].flatMap(httpsRecordsOf);

  test('of the deployed site for IPv6 are not in its way', async () => {
    makeDeployed();
    haveRecords(...records);
    expect(await examine(namesFree, { settings })).toEqual([]);
  });

  test('of somebody else for IPv6 are', async () => {
    haveRecords({ Name: 'example.com.', Type: 'AAAA', TTL: 60, ResourceRecords: [{ Value: '2001:db8::1' }] });
    const [finding] = await examine(namesFree, { settings });
    expect(finding).toMatchObject({ severity: 'error', what: 'example.com has an AAAA record: 2001:db8::1' });
    expect(finding?.why).toMatch(/^Route 53 refuses the records that fail over beside it/);
  });
});

test('a secondary bucket whose name somebody has may be called otherwise', async () => {
  s3.on(HeadBucketCommand, { Bucket: 'example.com' }).rejects(refusal('Forbidden', 403));
  const [finding] = await examine(bucketNames, { settings });
  expect(finding).toMatchObject({
    what: 'the bucket example.com belongs to another account',
    fix: 'set another secondaryBucketName in bin/sites.ts',
  });
  const called = await examine(bucketNames, { settings: { ...settings, secondaryBucketName: 'replica-of-example' } });
  expect(called).toEqual([]);
});
