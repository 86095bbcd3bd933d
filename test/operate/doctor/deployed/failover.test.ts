import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourceCommand,
  type HealthCheckConfig,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { fixes, found } from './found';
import { awsError, CHECK_ID, HEALTH_CHECK, healthySite, observations, pairOf, type HealthySite } from './healthy-site';

let aws: HealthySite;

beforeEach(() => {
  aws = healthySite();
});

function drillLeft(restore = 'not-inverted'): void {
  tagIs(`id=1 restore=${restore} version=1 since=2026-11-25T10:00:00.000Z by=ops@laptop`);
}

function tagIs(Value: string): void {
  aws.route53.on(ListTagsForResourceCommand).resolves({ ResourceTagSet: { Tags: [{ Key: 'failover:drill', Value }] } });
}

function healthCheckIs(settings: Partial<HealthCheckConfig>): void {
  const HealthCheckConfig = { ...HEALTH_CHECK, ...settings };
  aws.route53.on(GetHealthCheckCommand).resolves({
    HealthCheck: { Id: CHECK_ID, CallerReference: 'one', HealthCheckVersion: 1, HealthCheckConfig },
  });
}

test('no-unfinished-drill says who left a drill, since when, and how to end it', async () => {
  drillLeft();
  expect(await found('no-unfinished-drill')).toEqual([
    'error: a drill that ops@laptop began at 2026-11-25T10:00:00.000Z has not been finished',
  ]);
  expect(await fixes('no-unfinished-drill')).toEqual([
    'when it is not running any more: npm run drill -- --restore --site example.com',
  ]);
});

test('a tag that no drill wrote is a finding, with what to do', async () => {
  tagIs('mine');
  healthCheckIs({ Inverted: true });
  expect(await found('no-unfinished-drill')).toEqual([
    'error: the tag failover:drill of the health check must be one that a drill wrote, got: mine',
  ]);
  const [fix = ''] = await fixes('no-unfinished-drill');
  expect(fix.split('\n').slice(1)).toEqual([
    'npm run drill -- --restore --even-without-intent --site example.com',
    `aws route53 change-tags-for-resource --resource-type healthcheck --resource-id ${CHECK_ID} --remove-tag-keys failover:drill`,
  ]);
  // one finding is enough
  expect(await found('health-check-in-force')).toEqual([]);
});

test('a tag that AWS does not show is no finding', async () => {
  aws.route53.on(ListTagsForResourceCommand).rejects(awsError('AccessDenied'));
  await expect(found('no-unfinished-drill')).rejects.toThrow('AccessDenied');
});

describe('health-check-in-force', () => {
  const watched = `https://${HEALTH_CHECK.FullyQualifiedDomainName}`;

  test.each<[Partial<HealthCheckConfig>, string, RegExp]>([
    [{ Disabled: true }, `error: the health check ${CHECK_ID} is disabled`, /update-health-check .* --no-disabled$/],
    [
      { Inverted: true },
      `error: the health check ${CHECK_ID} is inverted, and no drill did it: somebody moved DNS by hand`,
      /^aws route53 update-health-check --health-check-id abcdef11-\S+ --no-inverted, /,
    ],
    [
      { ResourcePath: '/other.txt' },
      `error: the health check ${CHECK_ID} watches ${watched}/other.txt, not ${watched}/health.txt`,
      /^npm run deploy; .* npx cdk deploy 'example\.com\/Website' --revert-drift$/,
    ],
    [
      { FullyQualifiedDomainName: 'example.com' },
      `error: the health check ${CHECK_ID} watches https://example.com/health.txt, not ${watched}/health.txt`,
      /--revert-drift$/,
    ],
    [
      { RequestInterval: 30 },
      `warning: the health check ${CHECK_ID} asks every 30 s with threshold 3, not every 10 s with 3`,
      /^npm run deploy/,
    ],
    [
      { FailureThreshold: 10 },
      `warning: the health check ${CHECK_ID} asks every 10 s with threshold 10, not every 10 s with 3`,
      /^npm run deploy/,
    ],
  ])('%j is found', async (settings, finding, fix) => {
    healthCheckIs(settings);
    expect(await found('health-check-in-force')).toEqual([finding]);
    expect(await fixes('health-check-in-force')).toEqual([expect.stringMatching(fix)]);
  });

  test('the inversion of a drill is the finding of another check', async () => {
    healthCheckIs({ Inverted: true });
    drillLeft();
    expect(await found('health-check-in-force')).toEqual([]);
  });

  test('one that is gone is found', async () => {
    aws.route53.on(GetHealthCheckCommand).rejects(awsError('NoSuchHealthCheck'));
    expect(await found('health-check-in-force')).toEqual([
      `error: the records name the health check ${CHECK_ID}, which is not there`,
    ]);
  });

  test('what AWS refuses to say is no finding', async () => {
    aws.route53.on(GetHealthCheckCommand).rejects(awsError('AccessDenied'));
    await expect(found('health-check-in-force')).rejects.toThrow('AccessDenied');
  });
});

describe('checkers-get-through', () => {
  const url = `https://${HEALTH_CHECK.FullyQualifiedDomainName}/health.txt`;
  const said = '"Failure: HTTP Status Code 403, Forbidden" (eu-west-1, us-east-1), last at 2026-11-25T11:59:50.000Z';

  test.each([
    [9, 41, `error: 9 of 50 checkers get ${url}: 41 × ${said}`],
    [10, 40, `warning: 10 of 50 checkers get ${url}: 40 × ${said}`],
    [24, 26, `warning: 24 of 50 checkers get ${url}: 26 × ${said}`],
    [0, 16, `error: 0 of 16 checkers get ${url}: 16 × ${said}`],
  ])('%d that pass and %d that fail are found', async (passing, failing, finding) => {
    aws.route53.on(GetHealthCheckStatusCommand).resolves({ HealthCheckObservations: observations(passing, failing) });
    expect(await found('checkers-get-through')).toEqual([finding]);
    expect(await fixes('checkers-get-through')).toEqual([
      expect.stringMatching(/^docs\/runbook\.md#primary-unhealthy; /),
    ]);
  });

  test('half of them is enough', async () => {
    aws.route53.on(GetHealthCheckStatusCommand).resolves({ HealthCheckObservations: observations(8, 8) });
    expect(await found('checkers-get-through')).toEqual([]);
  });

  test('the reasons that most give come first', async () => {
    const HealthCheckObservations = [...observations(0, 1, 'Failure: timeout'), ...observations(0, 4)];
    aws.route53.on(GetHealthCheckStatusCommand).resolves({ HealthCheckObservations });
    expect((await found('checkers-get-through')).join()).toMatch(/: 4 × "Failure: HTTP.*; 1 × "Failure: timeout"/);
  });

  test('that nobody reports is found', async () => {
    aws.route53.on(GetHealthCheckStatusCommand).resolves({ HealthCheckObservations: [] });
    expect(await found('checkers-get-through')).toEqual([
      `warning: no checker has reported on the health check ${CHECK_ID}`,
    ]);
  });
});

describe('failover-records', () => {
  const [PRIMARY, SECONDARY] = pairOf('www.example.com') as [ResourceRecordSet, ResourceRecordSet];
  const target = (record: ResourceRecordSet, change: Partial<ResourceRecordSet['AliasTarget']>) => ({
    ...record,
    AliasTarget: { ...record.AliasTarget, ...change } as ResourceRecordSet['AliasTarget'],
  });

  test.each<[string, ResourceRecordSet[], string]>([
    ['no record at all', [], 'www.example.com has no PRIMARY alias record, got: no A record'],
    [
      'no PRIMARY',
      [SECONDARY],
      'www.example.com has no PRIMARY alias record, got: SECONDARY → s3-website-us-west-2.amazonaws.com.',
    ],
    [
      'a distribution that is not ours',
      [target(PRIMARY, { DNSName: 'd9.cloudfront.net.' }), SECONDARY],
      'the PRIMARY record of www.example.com leads to d9.cloudfront.net, not to d111111abcdef8.cloudfront.net',
    ],
    [
      'another Region',
      [PRIMARY, target(SECONDARY, { DNSName: 's3-website-eu-west-1.amazonaws.com.' })],
      'the SECONDARY record of www.example.com leads to s3-website-eu-west-1.amazonaws.com, not to s3-website-us-west-2.amazonaws.com',
    ],
    [
      'the zone of another Region',
      [PRIMARY, target(SECONDARY, { HostedZoneId: 'Z1' })],
      'the SECONDARY record of www.example.com has the alias zone Z1, not Z3BJ6K6RIION7M',
    ],
    [
      'a target whose health counts',
      [PRIMARY, target(SECONDARY, { EvaluateTargetHealth: true })],
      'the SECONDARY record of www.example.com evaluates the health of its target, which is to have no say',
    ],
    [
      'another health check',
      [{ ...PRIMARY, HealthCheckId: 'other' }, SECONDARY],
      `the PRIMARY record of www.example.com has the health check other, not ${CHECK_ID}`,
    ],
    [
      'a health check of the SECONDARY',
      [PRIMARY, { ...SECONDARY, HealthCheckId: 'other' }],
      'the SECONDARY record of www.example.com has the health check other, not none',
    ],
  ])('%s is found', async (_, ResourceRecordSets, what) => {
    aws.route53
      .on(ListResourceRecordSetsCommand, { StartRecordName: 'www.example.com' })
      .resolves({ ResourceRecordSets, IsTruncated: false, MaxItems: 300 });
    expect((await found('failover-records'))[0]).toBe(`error: ${what}`);
    expect((await fixes('failover-records'))[0]).toBe("npx cdk deploy 'example.com/Website' --revert-drift");
  });
});
