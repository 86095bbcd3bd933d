import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface SiteAlarmsProps {
  /** Host that the alarms are about. */
  readonly domainName: string;

  /**
   * Address that AWS asks to confirm its subscription.
   *
   * @default - nobody is told
   */
  readonly email?: string;
}

export interface SiteAlarmProps extends Omit<cloudwatch.AlarmProps, 'alarmDescription'> {
  /** What is wrong when it rings. */
  readonly problem: string;

  /** As AWS documents for the metric: none of them is there every minute, come what may. */
  readonly treatMissingData: cloudwatch.TreatMissingData;
}

/**
 * A site's alarms in one Region and the topic that they go to: metric, alarm and topic have to be in the same Region.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export class SiteAlarms extends Construct {
  private readonly domainName: string;
  private readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: SiteAlarmsProps) {
    super(scope, id);

    this.domainName = props.domainName;
    this.topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    // the TLS rule replaces SNS's default policy, which is what lets an account's alarms publish
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AllowAlarms',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (props.email) {
      this.topic.addSubscription(new EmailSubscription(props.email));
    }
  }

  /** Adds an alarm that sends a message when it begins and when it ends; its description names its runbook entry. */
  add(id: string, props: SiteAlarmProps): void {
    const entry = id.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase();
    const alarm = new cloudwatch.Alarm(this, id, {
      ...props,
      alarmDescription: `${this.domainName}: ${props.problem}. Runbook: docs/runbook.md#${entry}`,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
