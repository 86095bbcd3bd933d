import {
  GetApiMappingsCommand,
  GetDomainNameCommand,
  type DomainNameConfiguration,
} from '@aws-sdk/client-apigatewayv2';
import { GetDistributionCommand, GetResponseHeadersPolicyCommand } from '@aws-sdk/client-cloudfront';
import { DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  ListResourceRecordSetsCommand,
  type HealthCheckConfig,
} from '@aws-sdk/client-route-53';
import { GetBucketPolicyCommand, GetObjectCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import ranges from '../../../../lib/constructs/health-checker-ranges.json';
import type { Site } from '../../../../lib/site-config';
import { exampleSite } from '../../../helpers';
import { fixes, found } from './found';
import {
  A_YEAR,
  CHECKS,
  DISTRIBUTION_CHECK,
  DOMAIN,
  engagedBy,
  FUNCTION_NAME,
  healthyHttpsSite,
  hstsPolicy,
  HTTPS_DISTRIBUTION,
  HTTPS_SITE,
  httpsRecordsOf,
  ORIGIN_CHECK,
  regionalHost,
  secondaryPolicy,
  SWITCH_CHECK,
  type HealthyHttpsSite,
} from './healthy-https-site';
import { alarm, awsError, CHECK_ID, CLOSED, DISTRIBUTION_HOST, headersPolicy, observations } from './healthy-site';

let aws: HealthyHttpsSite;

beforeEach(() => {
  aws = healthyHttpsSite();
});

const foundOn = (id: string, site: Site = HTTPS_SITE) => found(id, { site });

function checkIs(id: string, settings: Partial<HealthCheckConfig>): void {
  const HealthCheckConfig = { ...CHECKS[id], ...settings } as HealthCheckConfig;
  const HealthCheck = { Id: id, CallerReference: id, HealthCheckVersion: 1, HealthCheckConfig };
  aws.route53.on(GetHealthCheckCommand, { HealthCheckId: id }).resolves({ HealthCheck });
}

describe('switch-released', () => {
  test('a switch that an operator has engaged is found, with who and how to release it', async () => {
    aws.s3.on(GetObjectCommand).resolves(engagedBy('operator'));
    expect(await foundOn('switch-released')).toEqual([
      'error: the switch is engaged by ops@laptop at 2026-11-25T10:00:00.000Z',
    ]);
    expect((await fixes('switch-released', { site: HTTPS_SITE }))[0]).toMatch(
      /npm run release -- --site example\.com$/,
    );
    expect(await foundOn('no-unfinished-drill')).toEqual([]);
  });

  test('that of a drill is the finding of no-unfinished-drill', async () => {
    aws.s3.on(GetObjectCommand).callsFake(() => engagedBy('drill'));
    expect(await foundOn('switch-released')).toEqual([]);
    expect(await foundOn('no-unfinished-drill')).toEqual([
      'error: a drill that ops@laptop began at 2026-11-25T10:00:00.000Z has not been finished',
    ]);
    expect((await fixes('no-unfinished-drill', { site: HTTPS_SITE }))[0]).toMatch(/npm run drill -- --restore/);
  });
});

describe('health-check-in-force', () => {
  test.each<[string, Partial<HealthCheckConfig>, string]>([
    [CHECK_ID, { Type: 'HTTPS' }, `the health check ${CHECK_ID} that the records name counts no switch`],
    [CHECK_ID, { Disabled: true }, `the health check ${CHECK_ID} is disabled`],
    [CHECK_ID, { HealthThreshold: 1 }, `the health check ${CHECK_ID} is healthy while 1 of 2 that it counts are`],
    [
      CHECK_ID,
      { ChildHealthChecks: [DISTRIBUTION_CHECK], HealthThreshold: 1 },
      `the health check ${CHECK_ID} counts none that watches https://example.com.s3.us-west-2.amazonaws.com/failover-switch`,
    ],
    [
      DISTRIBUTION_CHECK,
      { FullyQualifiedDomainName: 'example.com' },
      `the health check ${CHECK_ID} counts none that watches https://${DISTRIBUTION_HOST}/health.txt`,
    ],
    [DISTRIBUTION_CHECK, { Disabled: true }, `the health check ${DISTRIBUTION_CHECK} is disabled`],
    [
      DISTRIBUTION_CHECK,
      { Inverted: true },
      `the health check ${DISTRIBUTION_CHECK} is inverted, and no drill did it: somebody moved DNS by hand`,
    ],
    [SWITCH_CHECK, { Inverted: false }, `the health check ${SWITCH_CHECK} of the switch is not inverted`],
    [SWITCH_CHECK, { Disabled: true }, `the health check ${SWITCH_CHECK} is disabled`],
  ])('%s with %j is found', async (id, settings, what) => {
    checkIs(id, settings);
    expect(await foundOn('health-check-in-force')).toEqual([`error: ${what}`]);
  });

  test('a switch that the configuration does not have is found', async () => {
    const [first] = await foundOn('health-check-in-force', exampleSite());
    expect(first).toBe(`error: the health check ${CHECK_ID} that the records name counts a switch`);
  });
});

describe('checkers-get-through', () => {
  const statusOf = (HealthCheckId: string, passing: number) =>
    aws.route53
      .on(GetHealthCheckStatusCommand, { HealthCheckId })
      .resolves({ HealthCheckObservations: observations(passing, 16 - passing) });

  test('a distribution that few get through to is found', async () => {
    statusOf(DISTRIBUTION_CHECK, 1);
    const [first] = await foundOn('checkers-get-through');
    expect(first).toMatch(/^error: 1 of 16 checkers get https:\/\/d111111abcdef8\.cloudfront\.net\/health\.txt: 15 × /);
    expect((await fixes('checkers-get-through', { site: HTTPS_SITE }))[0]).toMatch(
      /^docs\/runbook\.md#server-errors; /,
    );
  });

  test('checkers that still read a switch which is released are found', async () => {
    statusOf(SWITCH_CHECK, 16);
    expect(await foundOn('checkers-get-through')).toEqual([
      `error: 16 of 16 checkers of the health check ${SWITCH_CHECK} read the switch, which is released`,
    ]);
  });

  test('those that read a switch which is engaged are no finding', async () => {
    statusOf(SWITCH_CHECK, 16);
    aws.s3.on(GetObjectCommand).resolves(engagedBy('operator'));
    expect(await foundOn('checkers-get-through')).toEqual([]);
  });
});

describe('failover-records', () => {
  const records = (change: (records: ReturnType<typeof httpsRecordsOf>) => ReturnType<typeof httpsRecordsOf>) =>
    aws.route53.on(ListResourceRecordSetsCommand, { StartRecordName: 'www.example.com' }).resolves({
      ResourceRecordSets: change(httpsRecordsOf('www.example.com')),
      IsTruncated: false,
      MaxItems: 300,
    });

  test('a pair that is missing for IPv6 is found', async () => {
    records((all) => all.filter(({ Type }) => Type === 'A'));
    expect(await foundOn('failover-records')).toEqual([
      'error: www.example.com has no PRIMARY alias record of type AAAA, got: no AAAA record',
      'error: www.example.com has no SECONDARY alias record of type AAAA, got: no AAAA record',
    ]);
  });

  test('a secondary that is no domain name of the API is found', async () => {
    records(() => httpsRecordsOf('example.com').map((record) => ({ ...record, Name: 'www.example.com.' })));
    const [first] = await foundOn('failover-records');
    expect(first).toBe(
      `error: the SECONDARY record of www.example.com leads to ${regionalHost('example.com')}, not to ${regionalHost('www.example.com')}`,
    );
  });
});

describe('endpoint-in-force', () => {
  test.each<[Partial<DomainNameConfiguration>, string]>([
    [
      { DomainNameStatus: 'UPDATING', DomainNameStatusMessage: 'a moment' },
      'has DomainNameStatus UPDATING (a moment), not AVAILABLE',
    ],
    [{ IpAddressType: 'ipv4' }, 'has IpAddressType ipv4, not dualstack'],
    [{ SecurityPolicy: 'TLS_1_0' }, 'has SecurityPolicy TLS_1_0, not TLS_1_2'],
    [{ EndpointType: 'EDGE' }, 'has EndpointType EDGE, not REGIONAL'],
  ])('%j is found', async (settings, what) => {
    aws.apiGateway
      .on(GetDomainNameCommand, { DomainName: 'www.example.com' })
      .resolves({ DomainNameConfigurations: [{ ...DOMAIN, ...settings }] });
    expect(await foundOn('endpoint-in-force')).toEqual([`error: the domain name www.example.com ${what}`]);
  });

  test('a name that API Gateway does not have is found', async () => {
    aws.apiGateway.on(GetDomainNameCommand, { DomainName: 'www.example.com' }).rejects(awsError('NotFoundException'));
    expect(await foundOn('endpoint-in-force')).toEqual([
      'error: API Gateway in us-west-2 does not have the domain name www.example.com',
    ]);
  });

  test.each([[[]], [[{ ApiId: 'api', Stage: '$default', ApiMappingKey: 'v1' }]], [[{ ApiId: 'api', Stage: 'test' }]]])(
    'names that are mapped to nothing whole are found: %j',
    async (Items) => {
      aws.apiGateway.on(GetApiMappingsCommand).resolves({ Items });
      expect(await foundOn('endpoint-in-force')).toEqual([
        'error: the domain name example.com is mapped to no stage $default of an API',
        'error: the domain name www.example.com is mapped to no stage $default of an API',
      ]);
    },
  );
});

describe('endpoint-function-works', () => {
  test.each([
    [{ State: 'Failed', StateReason: 'the role is gone' }, `the function ${FUNCTION_NAME} is Failed: the role is gone`],
    [{ State: 'Active', LastUpdateStatus: 'Failed' }, `the last update of the function ${FUNCTION_NAME} failed`],
  ] as const)('%j is found', async (state, what) => {
    aws.lambda.on(GetFunctionConfigurationCommand).resolves(state);
    expect(await foundOn('endpoint-function-works')).toEqual([`error: ${what}`]);
  });

  test('one that is gone is found', async () => {
    aws.lambda.on(GetFunctionConfigurationCommand).rejects(awsError('ResourceNotFoundException'));
    expect(await foundOn('endpoint-function-works')).toEqual([`error: the function ${FUNCTION_NAME} is not there`]);
  });

  test('requests that found no concurrency are found', async () => {
    aws.cloudWatch.on(GetMetricStatisticsCommand).resolves({ Datapoints: [{ Sum: 40 }, { Sum: 2 }] });
    expect(await foundOn('endpoint-function-works')).toEqual([
      `warning: the function ${FUNCTION_NAME} was throttled 42 times within a day`,
    ]);
  });
});

describe('distribution-in-force', () => {
  test('a distribution without IPv6 is found, as the AAAA records lead to it', async () => {
    const DistributionConfig = { ...HTTPS_DISTRIBUTION.DistributionConfig, IsIPV6Enabled: false };
    aws.cloudFront.on(GetDistributionCommand).resolves({
      Distribution: { ...HTTPS_DISTRIBUTION, DistributionConfig } as typeof HTTPS_DISTRIBUTION,
    });
    expect(await foundOn('distribution-in-force')).toEqual(['error: the distribution E123 speaks no IPv6']);
  });

  test('plain HTTP that is answered, and HSTS that is not sent, are warnings', async () => {
    const DefaultCacheBehavior = {
      ...HTTPS_DISTRIBUTION.DistributionConfig?.DefaultCacheBehavior,
      ViewerProtocolPolicy: 'allow-all',
    };
    const DistributionConfig = { ...HTTPS_DISTRIBUTION.DistributionConfig, DefaultCacheBehavior };
    aws.cloudFront.on(GetDistributionCommand).resolves({
      Distribution: { ...HTTPS_DISTRIBUTION, DistributionConfig } as typeof HTTPS_DISTRIBUTION,
    });
    aws.cloudFront.on(GetResponseHeadersPolicyCommand).resolves(headersPolicy({}));
    expect(await foundOn('distribution-in-force')).toEqual([
      'warning: the distribution E123 answers over plain HTTP',
      `warning: the distribution E123 sends no HSTS, by the policy our-policy, not max-age ${A_YEAR}`,
    ]);
  });

  test('while HSTS is ended, any other max-age than 0 is an error', async () => {
    const ending = exampleSite({ secondaryEndpoint: 'https', hsts: 'ending' });
    const found_ = await foundOn('distribution-in-force', ending);
    expect(found_).toContain(
      `error: the distribution E123 sends HSTS with max-age ${A_YEAR}, by the policy our-policy, not max-age 0`,
    );
    aws.cloudFront.on(GetResponseHeadersPolicyCommand).resolves(hstsPolicy(0));
    expect((await foundOn('distribution-in-force', ending)).filter((one) => one.includes('HSTS'))).toEqual([]);
  });
});

describe('secondary-access', () => {
  test('a secondary that could be opened to the public is found', async () => {
    const PublicAccessBlockConfiguration = { ...CLOSED, BlockPublicPolicy: false };
    aws.s3.on(GetPublicAccessBlockCommand, { Bucket: 'example.com' }).resolves({ PublicAccessBlockConfiguration });
    expect(await foundOn('secondary-access')).toEqual([
      'warning: the bucket example.com does not block public access: BlockPublicPolicy off',
    ]);
  });

  test('a policy that does not let the checkers see the switch is found', async () => {
    aws.s3.on(GetBucketPolicyCommand, { Bucket: 'example.com' }).resolves(secondaryPolicy(ranges.ranges.slice(1)));
    expect(await foundOn('secondary-access')).toEqual([
      `error: the policy of example.com lets not all checkers read /failover-switch: ${ranges.ranges[0]} missing`,
    ]);
  });

  test('a policy that does not let CloudFront read the replica is found', async () => {
    aws.s3.on(GetBucketPolicyCommand, { Bucket: 'example.com' }).resolves(secondaryPolicy(ranges.ranges, 'arn:other'));
    expect(await foundOn('secondary-access')).toEqual([
      'error: the policy of example.com does not give CloudFront s3:GetObject and s3:ListBucket',
    ]);
  });
});

test('an alarm on the check of the primary bucket beside the one that decides is as it should be, another is not', async () => {
  const watching = (Value: string) =>
    aws.cloudWatch.on(DescribeAlarmsCommand).callsFake(({ AlarmNames: [name = ''] }: { AlarmNames: string[] }) => ({
      MetricAlarms: name.includes('Monitoring')
        ? [alarm('Monitoring', { Dimensions: [{ Name: 'HealthCheckId', Value }] })]
        : [alarm(name.includes('Website') ? 'Website' : 'Secondary')],
    }));
  watching(ORIGIN_CHECK);
  expect(await foundOn('alarms-quiet')).toEqual([]);
  watching('of-old');
  expect(await foundOn('alarms-quiet')).toEqual([
    `error: the alarm site-example-com-Monitoring-Alarm watches the HealthCheckId of-old, not ${CHECK_ID} or ${ORIGIN_CHECK}`,
  ]);
});
