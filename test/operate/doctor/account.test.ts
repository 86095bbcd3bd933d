import { GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ACCOUNT_CHECK } from '../../../lib/operate/doctor/account/account';
import {
  DEMANDED_VERSION,
  regionsBootstrapped,
  VERSION_PARAMETER,
} from '../../../lib/operate/doctor/account/bootstrap';
import { publicAccess } from '../../../lib/operate/doctor/account/public-access';
import { regionsEnabled } from '../../../lib/operate/doctor/account/regions';
import { synthesized } from '../../rules/synthesized';
import { examine } from './examine';
import { account, makeReady, refusal, s3Control, ssm, sts } from './ready';

beforeEach(makeReady);

test.each([ACCOUNT_CHECK, regionsEnabled, regionsBootstrapped, publicAccess].map((check) => [check.title, check]))(
  'passes when %s',
  async (_, check) => {
    expect(await examine(check)).toEqual([]);
  },
);

test('credentials of another account are an error that names both', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '210987654321', Arn: 'arn:aws:iam::210987654321:user/x' });
  const [finding] = await examine(ACCOUNT_CHECK);
  expect(finding?.what).toMatch(/^the credentials are of account 210987654321 .+ configured for 123456789012$/);
  expect(finding?.fix).toContain('--profile');
});

describe('Regions', () => {
  test('that the account has not enabled are errors with the command that enables them', async () => {
    account.on(GetRegionOptStatusCommand, { RegionName: 'ap-east-1' }).resolves({ RegionOptStatus: 'DISABLED' });
    const findings = await examine(regionsEnabled, { settings: { primaryRegion: 'ap-east-1' } });
    expect(findings).toMatchObject([{ severity: 'error', what: 'ap-east-1 is not enabled in the account: DISABLED' }]);
    expect(findings[0]?.fix).toMatch(/\naws account enable-region --region-name ap-east-1$/);
  });

  test('that are being enabled are waited for', async () => {
    account.on(GetRegionOptStatusCommand).resolves({ RegionOptStatus: 'ENABLING' });
    expect((await examine(regionsEnabled))[0]?.fix).toMatch(/^wait/);
  });

  test('us-east-1 is asked too, as the certificate and the alarms are there', async () => {
    await examine(regionsEnabled);
    const asked = account.commandCalls(GetRegionOptStatusCommand).map(({ args }) => args[0].input.RegionName);
    expect(asked.sort()).toEqual(['us-east-1', 'us-east-2', 'us-west-2']);
  });

  const bootstrapped = (Value: string) => ssm.on(GetParameterCommand).resolves({ Parameter: { Value } });

  test('that are not bootstrapped are errors, each with its command', async () => {
    ssm.on(GetParameterCommand).rejects(refusal('ParameterNotFound', 400));
    const findings = await examine(regionsBootstrapped);
    expect(findings.map(({ severity, fix }) => [severity, fix])).toEqual([
      ['error', 'npx cdk bootstrap aws://123456789012/us-west-2'],
      ['error', 'npx cdk bootstrap aws://123456789012/us-east-1'],
      ['error', 'npx cdk bootstrap aws://123456789012/us-east-2'],
    ]);
  });

  test.each([
    ['5', 'error'],
    ['none', 'error'],
    ['6', 'warning'],
    ['19', 'warning'],
    ['20', undefined],
    ['33', undefined],
  ])('bootstrapped at version %s are %s', async (version, severity) => {
    bootstrapped(version);
    expect((await examine(regionsBootstrapped))[0]?.severity).toBe(severity);
  });

  test('are to be bootstrapped as the synthesized stacks demand', () => {
    const templates = synthesized().stacks.map(({ template }) => JSON.stringify(template));
    expect(templates).toHaveLength(4);
    templates.forEach((template) => {
      expect(template).toContain(`CDK bootstrap stack version ${DEMANDED_VERSION} required`);
      expect(template).toContain(`"Default":"${VERSION_PARAMETER}"`);
    });
  });
});

describe('an account that blocks public buckets', () => {
  const block = (PublicAccessBlockConfiguration: object) =>
    s3Control.on(GetPublicAccessBlockCommand).resolves({ PublicAccessBlockConfiguration });

  test.each(['BlockPublicPolicy', 'RestrictPublicBuckets'])('by %s is an error', async (name) => {
    block({ [name]: true });
    const [finding] = await examine(publicAccess);
    expect(finding).toMatchObject({ severity: 'error', what: `the account blocks public buckets: ${name} is on` });
    expect(finding?.fix).toContain('every bucket of the account');
  });

  test('by its switches of access control lists alone passes, and lifting the others keeps them', async () => {
    block({ BlockPublicAcls: true, IgnorePublicAcls: true });
    expect(await examine(publicAccess)).toEqual([]);
    block({ BlockPublicAcls: true, BlockPublicPolicy: true });
    expect((await examine(publicAccess))[0]?.fix).toContain('BlockPublicAcls=true,IgnorePublicAcls=false');
  });
});
