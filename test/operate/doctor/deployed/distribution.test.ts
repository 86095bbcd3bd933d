import {
  GetDistributionCommand,
  GetResponseHeadersPolicyCommand,
  type Distribution,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { fixes, found } from './found';
import {
  awsError,
  DISTRIBUTION,
  headersPolicy,
  healthySite,
  stack,
  stackNamed,
  type HealthySite,
} from './healthy-site';

let aws: HealthySite;

beforeEach(() => {
  aws = healthySite();
});

function distributionIs(settings: Partial<DistributionConfig>, rest: Partial<Distribution> = {}): void {
  const DistributionConfig = { ...DISTRIBUTION.DistributionConfig!, ...settings };
  aws.cloudFront
    .on(GetDistributionCommand)
    .resolves({ Distribution: { ...DISTRIBUTION, ...rest, DistributionConfig } });
}

const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'redirect-to-https' as const };

test.each<[string, Partial<DistributionConfig>, Partial<Distribution>, string]>([
  ['a disabled distribution', { Enabled: false }, {}, 'error: the distribution E123 is disabled'],
  ['one that is being changed', {}, { Status: 'InProgress' }, 'warning: the distribution E123 is InProgress'],
  [
    'a missing name',
    { Aliases: { Quantity: 1, Items: ['example.com'] } },
    {},
    'error: the distribution E123 does not have the alternate names www.example.com',
  ],
  ['IPv6', { IsIPV6Enabled: true }, {}, 'error: the distribution E123 speaks IPv6'],
  [
    'a redirect to HTTPS',
    { DefaultCacheBehavior: behavior },
    {},
    'error: the distribution E123 does not answer over plain HTTP everywhere',
  ],
  [
    'a redirect to HTTPS below one path',
    { CacheBehaviors: { Quantity: 1, Items: [{ ...behavior, PathPattern: '/a/*' }] } },
    {},
    'error: the distribution E123 does not answer over plain HTTP everywhere',
  ],
])('distribution-in-force finds %s', async (_, settings, rest, finding) => {
  distributionIs(settings, rest);
  expect(await found('distribution-in-force')).toEqual([finding]);
  expect(await fixes('distribution-in-force')).toEqual(["npx cdk deploy 'example.com/Website' --revert-drift"]);
});

test.each([
  [{ SecurityHeadersConfig: { StrictTransportSecurity: { Override: true, AccessControlMaxAgeSec: 1 } } }],
  [{ CustomHeadersConfig: { Items: [{ Header: 'Strict-Transport-Security', Value: 'max-age=1', Override: true }] } }],
])('distribution-in-force finds HSTS: %j', async (settings) => {
  aws.cloudFront.on(GetResponseHeadersPolicyCommand).resolves(headersPolicy(settings));
  expect(await found('distribution-in-force')).toEqual([
    'error: the distribution E123 sends HSTS, by the policy our-policy',
  ]);
});

test('distribution-in-force finds that the distribution is gone', async () => {
  aws.cloudFront.on(GetDistributionCommand).rejects(awsError('NoSuchDistribution'));
  expect(await found('distribution-in-force')).toEqual(['error: the distribution E123 is not there']);
});

test('distribution-in-force says so when the stack does not tell which distribution it is', async () => {
  aws.cloudFormation
    .on(DescribeStacksCommand, { StackName: stackNamed('Website') })
    .resolves({ Stacks: [{ ...stack('Website'), Outputs: [] }] });
  await expect(found('distribution-in-force')).rejects.toThrow('has no output DistributionId');
});
