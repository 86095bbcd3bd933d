import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { isForEveryone, matches, statementsOf, type Statement } from '../iam/statements';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { alarmsByTopic } from './alarm-actions';
import { isAbout, isLimited } from './topic-access';

const PAGE = 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html';
const POLICIES = ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'];

/** That alarms reach their topics, and strangers do not. */
export const topicRules: readonly Rule[] = [
  {
    id: 'alarms-may-publish',
    severity: 'error',
    sentence: "A topic's policy, which replaces the default one, lets CloudWatch publish for the alarms that go there.",
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    types: ['AWS::SNS::Topic'],
    *check(topic, assembly) {
      const policies = assembly.once(policiesByTopic).get(topic.ref) ?? [];
      for (const policy of policies) {
        const statements = statementsOf(policy.at('PolicyDocument'));
        for (const alarm of assembly.once(alarmsByTopic).get(topic.ref) ?? []) {
          const [denied, allowed] = ['Deny', 'Allow'].map((effect) =>
            statements.find((statement) => statement.effect === effect && isAbout(statement, alarm, topic)),
          );
          if (denied ?? !allowed) {
            yield {
              resource: policy,
              at: denied?.at ?? policy.at('PolicyDocument'),
              wrong: `${alarm.path} may not publish: ${denied ? 'this statement denies it' : 'no statement allows it'}`,
              write: denied
                ? 'narrow the Deny'
                : 'allow cloudwatch.amazonaws.com sns:Publish on the topic, with aws:SourceAccount of this account',
            };
          }
        }
      }
    },
  },
  {
    id: 'topics-are-not-open',
    severity: 'error',
    sentence:
      'A topic lets nobody publish or subscribe whom its policy does not limit to an account, organization or ARN.',
    page: PAGE,
    types: POLICIES,
    *check(policy) {
      for (const statement of statementsOf(policy.at('PolicyDocument'))) {
        if (statement.effect === 'Allow' && isForEveryone(statement) && !isLimited(statement)) {
          yield {
            at: statement.at,
            wrong: `everyone may ${statement.actions.join(', ')}`,
            write: 'name a principal, or add a condition on aws:SourceAccount',
          };
        }
      }
    },
  },
  {
    id: 'topic-policies-fit-their-topics',
    severity: 'error',
    sentence: "A topic has one policy, of its own Region, and its statements are about SNS's actions on that topic.",
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html',
    types: POLICIES,
    *check(policy, assembly) {
      const topics = topicsOf(policy);
      const statements = statementsOf(policy.at('PolicyDocument'));
      if (topics.length === 0 || statements.length === 0) {
        yield { wrong: 'the policy has no topic, or no statement', write: 'give it both' };
      }
      for (const at of topics) {
        const topic = assembly.find('AWS::SNS::Topic', at.text);
        const [first] = assembly.once(policiesByTopic).get(at.text) ?? [];
        if (topic?.stack.source.region !== policy.stack.source.region) {
          yield { at, wrong: `${String(at)} is no topic of this app in this Region`, write: 'name one' };
        } else if (first !== policy) {
          yield {
            at,
            wrong: `${first?.path} is a policy of this topic as well, and one replaces the other`,
            write: 'join them',
          };
        }
      }
      for (const statement of statements) {
        if (
          isForeign(
            statement,
            topics.map((topic) => topic.text ?? ''),
          )
        ) {
          yield {
            at: statement.at,
            wrong: `SNS takes no statement about ${statement.actions.join(', ')} on ${statement.resources.join(', ')}`,
            write: 'name actions like sns:Publish, and the topic',
          };
        }
      }
    },
  },
];

function topicsOf(policy: Resource) {
  return policy.type === 'AWS::SNS::TopicInlinePolicy' ? policy.at('TopicArn').list : policy.at('Topics').list;
}

function policiesByTopic(assembly: Assembly): Map<string | undefined, Resource[]> {
  const pairs = POLICIES.flatMap((type) => assembly.all(type)).flatMap((policy) =>
    topicsOf(policy).map((topic) => ({ policy, topic: topic.text })),
  );
  return new Map(
    [...groupBy(pairs, ({ topic }) => topic)].map(([topic, those]) => [topic, those.map(({ policy }) => policy)]),
  );
}

/** `sns:*` is refused as well: it holds actions that are not about topics. */
function isForeign({ actions, resources }: Statement, topics: string[]): boolean {
  return (
    actions.length === 0 ||
    actions.some((action) => !/^sns:\w/i.test(action)) ||
    resources.length === 0 ||
    !resources.every((resource) => topics.some((topic) => matches(resource, topic)))
  );
}
