import {
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type ReplicationRule,
} from '@aws-sdk/client-s3';
import ranges from '../../../../lib/constructs/health-checker-ranges.json';
import { exampleSite } from '../../../helpers';
import { fixes, found } from './found';
import {
  awsError,
  CLOSED,
  healthySite,
  PRIMARY_BUCKET,
  primaryPolicy,
  ROLE,
  RULE,
  type HealthySite,
} from './healthy-site';

let aws: HealthySite;

beforeEach(() => {
  aws = healthySite();
});

describe('replication-in-force', () => {
  const of = `the replication rule of ${PRIMARY_BUCKET}`;
  const withTimeControl: Partial<ReplicationRule> = {
    Destination: {
      ...RULE.Destination,
      Bucket: RULE.Destination?.Bucket,
      ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
    },
  };

  test.each<[Partial<ReplicationRule>, string]>([
    [{ Status: 'Disabled' }, `error: ${of} is Disabled`],
    [{ Filter: { Prefix: 'img/' } }, `error: ${of} copies some objects only: {"Prefix":"img/"}`],
    [{ DeleteMarkerReplication: { Status: 'Disabled' } }, `warning: ${of} copies no delete markers`],
    [{ Destination: { Bucket: 'arn:aws:s3:::example.com' } }, `warning: ${of} has no metrics`],
    [withTimeControl, `warning: ${of} has Replication Time Control`],
    [
      { Destination: { Bucket: 'arn:aws:s3:::elsewhere' } },
      `error: the bucket ${PRIMARY_BUCKET} has no replication rule to example.com, but to arn:aws:s3:::elsewhere`,
    ],
  ])('a rule with %j is found', async (settings, finding) => {
    const Rules = [{ ...RULE, ...settings }];
    aws.s3.on(GetBucketReplicationCommand).resolves({ ReplicationConfiguration: { Role: ROLE, Rules } });
    expect(await found('replication-in-force')).toEqual([finding]);
    expect(await fixes('replication-in-force')).toEqual(["npx cdk deploy 'example.com/Website' --revert-drift"]);
  });

  test('time control that the configuration asks for is not there', async () => {
    const site = exampleSite({ replicationTimeControl: true });
    expect(await found('replication-in-force', { site })).toEqual([`warning: ${of} has no Replication Time Control`]);
  });

  test('a role that is not the one of the site is found', async () => {
    aws.s3.on(GetBucketReplicationCommand).resolves({ ReplicationConfiguration: { Role: 'arn:other', Rules: [RULE] } });
    expect(await found('replication-in-force')).toEqual([`error: ${of} names the role arn:other, not ${ROLE}`]);
  });

  test.each(['ReplicationConfigurationNotFoundError', 'NoSuchBucket'])('no rule at all (%s) is found', async (name) => {
    aws.s3.on(GetBucketReplicationCommand).rejects(awsError(name));
    expect(await found('replication-in-force')).toEqual([
      `error: the bucket ${PRIMARY_BUCKET} has no replication rule to example.com`,
    ]);
  });

  test('a bucket without versions is found, and one that is gone', async () => {
    aws.s3.on(GetBucketVersioningCommand, { Bucket: PRIMARY_BUCKET }).resolves({ Status: 'Suspended' });
    aws.s3.on(GetBucketVersioningCommand, { Bucket: 'example.com' }).rejects(awsError('NoSuchBucket'));
    expect(await found('replication-in-force')).toEqual([
      `error: the bucket ${PRIMARY_BUCKET} keeps no versions: Suspended`,
      'error: the bucket example.com is gone',
    ]);
  });
});

describe('primary-access', () => {
  const policyIs = (Policy: string) =>
    aws.s3.on(GetBucketPolicyCommand, { Bucket: PRIMARY_BUCKET }).resolves({ Policy });

  test('ranges that are not admitted are found', async () => {
    policyIs(primaryPolicy(ranges.ranges.slice(2)));
    expect(await found('primary-access')).toEqual([
      `error: the policy of ${PRIMARY_BUCKET} lets not all checkers read /health.txt: 15.177.0.0/18, 15.177.108.0/24 missing`,
    ]);
  });

  test('a policy without the statement is found, and a bucket without a policy', async () => {
    const finding =
      `error: the policy of ${PRIMARY_BUCKET} lets no checker read /health.txt: ` +
      '15.177.0.0/18, 15.177.108.0/24, 54.243.31.192/26 and 15 more missing';
    policyIs('{"Statement":[]}');
    expect(await found('primary-access')).toEqual([finding]);
    aws.s3.on(GetBucketPolicyCommand, { Bucket: PRIMARY_BUCKET }).rejects(awsError('NoSuchBucketPolicy'));
    expect(await found('primary-access')).toEqual([finding]);
  });

  test('others who are admitted are found', async () => {
    policyIs(primaryPolicy([...ranges.ranges, '198.51.100.0/24']));
    expect(await found('primary-access')).toEqual([
      `warning: the policy of ${PRIMARY_BUCKET} lets others than the checkers read /health.txt: 198.51.100.0/24`,
    ]);
  });

  test('a bucket that does not block public access is found', async () => {
    aws.s3
      .on(GetPublicAccessBlockCommand, { Bucket: PRIMARY_BUCKET })
      .resolves({ PublicAccessBlockConfiguration: { ...CLOSED, BlockPublicPolicy: false } });
    expect(await found('primary-access')).toEqual([
      `warning: the bucket ${PRIMARY_BUCKET} does not block public access: BlockPublicPolicy off`,
    ]);
  });
});

describe('secondary-access', () => {
  test('a bucket that blocks public access is found', async () => {
    aws.s3
      .on(GetPublicAccessBlockCommand, { Bucket: 'example.com' })
      .resolves({ PublicAccessBlockConfiguration: CLOSED });
    expect(await found('secondary-access')).toEqual([
      'error: the bucket example.com blocks public access: BlockPublicPolicy, RestrictPublicBuckets on',
    ]);
    expect(await fixes('secondary-access')).toEqual(["npx cdk deploy 'example.com/Secondary' --revert-drift"]);
  });

  const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example.com/*' };
  test.each([
    [{ Statement: [] }],
    [{ Statement: { ...allow, Effect: 'Deny' } }],
    [{ Statement: { ...allow, Principal: { AWS: 'arn:aws:iam::123456789012:root' } } }],
    [{ Statement: { ...allow, Action: 's3:ListBucket' } }],
    [{ Statement: { ...allow, Resource: 'arn:aws:s3:::example.com/a/*' } }],
    [{ Statement: { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } } }],
  ])('a policy that does not admit everybody is found: %j', async (policy) => {
    aws.s3.on(GetBucketPolicyCommand, { Bucket: 'example.com' }).resolves({ Policy: JSON.stringify(policy) });
    expect(await found('secondary-access')).toEqual([
      'error: the policy of example.com does not let everybody read its objects',
    ]);
  });

  test('a bucket without a block of its own is as open as it has to be', async () => {
    aws.s3
      .on(GetPublicAccessBlockCommand, { Bucket: 'example.com' })
      .rejects(awsError('NoSuchPublicAccessBlockConfiguration'));
    expect(await found('secondary-access')).toEqual([]);
  });
});
