import { DescribeAlarmsCommand, GetDashboardCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { ACCOUNT, GLOBAL, PRIMARY, SECONDARY, type Clients } from '../clients';

export async function alarmsIn(aws: Clients, region: string): Promise<MetricAlarm[]> {
  const { MetricAlarms = [] } = await aws.cloudWatch(region).send(new DescribeAlarmsCommand());
  return MetricAlarms.sort((one, other) => String(one.MetricName).localeCompare(String(other.MetricName)));
}

export interface ExpectedMonitoring {
  readonly email: string;
  readonly dashboard: string;
  readonly distributionId: string;
  readonly healthCheckId: string;
  readonly intervalSeconds: number;
  readonly primary: string;
  readonly secondary: string;
}

export async function expectMonitoring(aws: Clients, expected: ExpectedMonitoring): Promise<void> {
  const { distributionId, healthCheckId, intervalSeconds, primary, secondary } = expected;
  const replication = [
    { Name: 'DestinationBucket', Value: secondary },
    { Name: 'RuleId', Value: 'ReplicateToSecondary' },
    { Name: 'SourceBucket', Value: primary },
  ];
  const alarms = {
    [GLOBAL]: [
      {
        MetricName: '5xxErrorRate',
        Namespace: 'AWS/CloudFront',
        Dimensions: [
          { Name: 'DistributionId', Value: distributionId },
          { Name: 'Region', Value: 'Global' },
        ],
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 5,
        TreatMissingData: 'notBreaching',
      },
      {
        MetricName: 'HealthCheckStatus',
        Namespace: 'AWS/Route53',
        Dimensions: [{ Name: 'HealthCheckId', Value: healthCheckId }],
        AlarmDescription: expect.stringContaining(`(every ${intervalSeconds} s, threshold 3)`) as string,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'breaching',
      },
    ],
    [PRIMARY]: [
      {
        MetricName: 'OperationsFailedReplication',
        Namespace: 'AWS/S3',
        Dimensions: replication,
        Threshold: 0,
        TreatMissingData: 'ignore',
      },
    ],
    [SECONDARY]: [
      {
        MetricName: 'ReplicationLatency',
        Namespace: 'AWS/S3',
        Dimensions: replication,
        Threshold: 900,
        TreatMissingData: 'ignore',
      },
    ],
  };
  for (const [region, expectedAlarms] of Object.entries(alarms)) {
    const found = await alarmsIn(aws, region);
    expect(found).toMatchObject(expectedAlarms);
    const topics = new Set(found.flatMap(({ AlarmActions = [], OKActions = [] }) => [...AlarmActions, ...OKActions]));
    expect(found.every(({ AlarmActions, OKActions }) => AlarmActions?.length === 1 && OKActions?.length === 1)).toBe(
      true,
    );
    expect(topics.size).toBe(1);
    await expectTopic(aws, region, [...topics].join(), expected.email);
  }
  const { DashboardBody } = await aws
    .cloudWatch(GLOBAL)
    .send(new GetDashboardCommand({ DashboardName: expected.dashboard }));
  for (const shown of [healthCheckId, distributionId, primary]) {
    expect(DashboardBody).toContain(`"${shown}"`);
  }
}

async function expectTopic(aws: Clients, region: string, TopicArn: string, email: string): Promise<void> {
  const { Subscriptions } = await aws.sns(region).send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([{ Protocol: 'email', Endpoint: email }]);
  const { Attributes } = await aws.sns(region).send(new GetTopicAttributesCommand({ TopicArn }));
  const { Statement } = JSON.parse(Attributes?.Policy ?? '') as { Statement: unknown[] };
  expect(Statement).toContainEqual({
    Sid: 'AllowAlarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: TopicArn,
    Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
  });
}
