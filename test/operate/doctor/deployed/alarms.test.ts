import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { fixes, found } from './found';
import { alarm, CHECK_ID, EMAIL, healthySite, stackNamed, topicOf, type HealthySite } from './healthy-site';

let aws: HealthySite;

beforeEach(() => {
  aws = healthySite();
});

const NAME = `${stackNamed('Monitoring')}-Alarm`;

function alarmIs(settings: Partial<MetricAlarm>): void {
  aws.cloudWatch
    .on(DescribeAlarmsCommand, { AlarmNames: [NAME] })
    .resolves({ MetricAlarms: [alarm('Monitoring', settings)] });
}

test.each<[Partial<MetricAlarm>, string, string]>([
  [
    { StateValue: 'ALARM', StateReason: 'Threshold Crossed' },
    `error: the alarm ${NAME} rings since 2026-11-20T08:00:00.000Z: Threshold Crossed`,
    'docs/runbook.md#primary-unhealthy',
  ],
  [
    { StateValue: 'INSUFFICIENT_DATA' },
    `warning: the alarm ${NAME} has no data since 2026-11-20T08:00:00.000Z`,
    'npm run deploy; when that changes nothing, docs/runbook.md#primary-unhealthy says how to look at what it watches',
  ],
  [
    { ActionsEnabled: false },
    `warning: the actions of the alarm ${NAME} are switched off`,
    `aws cloudwatch enable-alarm-actions --region us-east-1 --alarm-names ${NAME}`,
  ],
  [
    { AlarmActions: [topicOf('Website')] },
    `warning: the alarm ${NAME} does not tell the topic of its stack`,
    "npx cdk deploy 'example.com/Monitoring' --revert-drift",
  ],
  [
    { Dimensions: [{ Name: 'HealthCheckId', Value: 'old' }] },
    `error: the alarm ${NAME} watches the HealthCheckId old, not ${CHECK_ID}`,
    "npx cdk deploy 'example.com/Monitoring' --revert-drift",
  ],
])('alarms-quiet finds %j', async (settings, finding, fix) => {
  alarmIs(settings);
  expect(await found('alarms-quiet')).toEqual([finding]);
  expect(await fixes('alarms-quiet')).toEqual([fix]);
});

test('alarms-quiet finds an alarm that is gone', async () => {
  aws.cloudWatch.on(DescribeAlarmsCommand, { AlarmNames: [NAME] }).resolves({ MetricAlarms: [] });
  expect(await found('alarms-quiet')).toEqual([`warning: the alarm ${NAME} in us-east-1 is not there`]);
});

test.each([
  ['2026-11-25T11:50:01Z', 0],
  ['2026-11-25T11:50:00Z', 1],
])('alarms-quiet gives a new alarm ten minutes to get data (since %s)', async (since, count) => {
  alarmIs({ StateValue: 'INSUFFICIENT_DATA', StateTransitionedTimestamp: new Date(since) });
  expect(await found('alarms-quiet')).toHaveLength(count);
});

test('alarms-quiet takes it that nothing was replicated when an alarm on replication has no data', async () => {
  alarmIs({ StateValue: 'INSUFFICIENT_DATA', Namespace: 'AWS/S3' });
  expect(await found('alarms-quiet')).toEqual([]);
});

describe('alarms-reach-somebody', () => {
  const TopicArn = topicOf('Website');
  const subscribe = `aws sns subscribe --region us-east-2 --topic-arn ${TopicArn} --protocol email --notification-endpoint ${EMAIL}`;

  test.each([
    [
      { Protocol: 'email', Endpoint: EMAIL, SubscriptionArn: 'PendingConfirmation' },
      `${EMAIL} has not confirmed its subscription to ${TopicArn}`,
      `click "Confirm subscription" in the mail from AWS Notifications (no-reply@sns.amazonaws.com); ${subscribe} sends another`,
    ],
    [
      { Protocol: 'email', Endpoint: EMAIL, SubscriptionArn: 'Deleted' },
      `${EMAIL} is not subscribed to ${TopicArn}`,
      `${subscribe}, then click "Confirm subscription" in the mail that follows`,
    ],
    [
      { Protocol: 'email', Endpoint: 'other@example.com', SubscriptionArn: `${TopicArn}:1` },
      `${EMAIL} is not subscribed to ${TopicArn}`,
      `${subscribe}, then click "Confirm subscription" in the mail that follows`,
    ],
  ])('%j is found', async (subscription, what, fix) => {
    aws.sns.on(ListSubscriptionsByTopicCommand, { TopicArn }).resolves({ Subscriptions: [subscription] });
    expect(await found('alarms-reach-somebody')).toEqual([`warning: ${what}`]);
    expect(await fixes('alarms-reach-somebody')).toEqual([fix]);
  });

  test('a confirmed subscription on a later page counts', async () => {
    const Subscriptions = [{ Protocol: 'email', Endpoint: EMAIL, SubscriptionArn: `${TopicArn}:1` }];
    aws.sns.on(ListSubscriptionsByTopicCommand, { TopicArn }).resolves({ Subscriptions: [], NextToken: 'more' });
    aws.sns.on(ListSubscriptionsByTopicCommand, { TopicArn, NextToken: 'more' }).resolves({ Subscriptions });
    expect(await found('alarms-reach-somebody')).toEqual([]);
  });
});
