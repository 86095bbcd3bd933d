import { paginateListSubscriptionsByTopic, type Subscription } from '@aws-sdk/client-sns';
import { stackName } from '../../../config/names';
import { stacksOf } from '../../site-stacks';
import type { Check, Examination, Finding } from '../check';
import { alarmsOf, LISTS_ALARMS } from './alarms-of';

const EMAIL = 'https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html';

export const alarmsReachSomebody: Check = {
  id: 'alarms-reach-somebody',
  title: 'alarmEmail has confirmed its subscription to every topic of the alarms',
  of: 'a deployed site',
  permissions: [
    ...LISTS_ALARMS,
    {
      action: 'sns:ListSubscriptionsByTopic',
      resources: (site) =>
        stacksOf(site).map(({ region }) => `arn:aws:sns:${region}:${site.account}:${stackName(site, '*')}`),
    },
  ],
  needless: ({ alarmEmail }) =>
    alarmEmail === undefined ? 'the alarms tell nobody: alarmEmail in bin/sites.ts names who is told' : undefined,
  async examine(examination) {
    const topics = (await alarmsOf(examination)).flatMap(({ region, topics: arns }) =>
      arns.map((arn) => ({ region, arn })),
    );
    const found = topics.map(async ({ region, arn }) =>
      judged(examination, region, arn, await subscriptions(examination, region, arn)),
    );
    return (await Promise.all(found)).flat();
  },
};

async function subscriptions({ aws }: Examination, region: string, TopicArn: string): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for await (const page of paginateListSubscriptionsByTopic({ client: aws.sns(region) }, { TopicArn })) {
    found.push(...(page.Subscriptions ?? []));
  }
  return found;
}

function judged({ site }: Examination, region: string, topic: string, there: readonly Subscription[]): Finding[] {
  const email = site.alarmEmail;
  const own = there.filter(({ Protocol, Endpoint }) => Protocol === 'email' && Endpoint === email);
  if (own.some(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:'))) {
    return [];
  }
  const isPending = own.some(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation');
  const again = `aws sns subscribe --region ${region} --topic-arn ${topic} --protocol email --notification-endpoint ${email}`;
  return [
    {
      severity: 'warning',
      what: isPending
        ? `${email} has not confirmed its subscription to ${topic}`
        : `${email} is not subscribed to ${topic}`,
      why: 'SNS sends nothing to an address that has not confirmed: the alarms of that Region reach nobody',
      fix: isPending
        ? `click "Confirm subscription" in the mail from AWS Notifications (no-reply@sns.amazonaws.com); ${again} sends another`
        : `${again}, then click "Confirm subscription" in the mail that follows`,
      page: EMAIL,
    },
  ];
}
