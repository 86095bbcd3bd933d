import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SiteAlarms } from '../../lib/constructs/site-alarms';
import { onlyId, testStack } from '../helpers';

function template(email?: string): Template {
  const stack = testStack();
  new SiteAlarms(stack, 'Alarms', { domainName: 'example.com', email }).add('ReplicationLag', {
    problem: 'the secondary is behind',
    metric: new cloudwatch.Metric({ namespace: 'AWS/S3', metricName: 'ReplicationLatency' }),
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 900,
    evaluationPeriods: 1,
    treatMissingData: cloudwatch.TreatMissingData.IGNORE,
  });
  return Template.fromStack(stack);
}

test('an alarm tells the topic when it begins and when it ends, and names its runbook entry', () => {
  const synthesized = template();
  const topic = { Ref: onlyId(synthesized, 'AWS::SNS::Topic') };
  synthesized.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: 'example.com: the secondary is behind. Runbook: docs/runbook.md#replication-lag',
    AlarmActions: [topic],
    OKActions: [topic],
    Threshold: 900,
    TreatMissingData: 'ignore',
  });
});

test("the topic takes messages from this account's alarms, over TLS", () => {
  const synthesized = template();
  const topic = { Ref: onlyId(synthesized, 'AWS::SNS::Topic') };
  synthesized.hasResourceProperties('AWS::SNS::TopicPolicy', {
    Topics: [topic],
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        {
          Sid: 'AllowAlarms',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topic,
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
      ],
    },
  });
});

test('an address is subscribed, and nobody when there is none', () => {
  template('ops@example.com').hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'ops@example.com',
  });
  template().resourceCountIs('AWS::SNS::Subscription', 0);
});
