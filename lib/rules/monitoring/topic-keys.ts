import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { concerns, statementsOf } from '../iam/statements';
import type { Rule } from '../rule';
import { alarmsByTopic } from './alarm-actions';

/** That encrypted topics still get what alarms send. */
export const topicKeyRules: readonly Rule[] = [
  {
    id: 'alarms-can-use-the-key-of-their-topic',
    severity: 'error',
    sentence: 'An encrypted topic that alarms go to has a key of its own, which CloudWatch may use.',
    page: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    types: ['AWS::SNS::Topic'],
    *check(topic, assembly) {
      const at = topic.at('KmsMasterKeyId');
      const id = at.text;
      const isUsed = assembly.once(alarmsByTopic).has(topic.ref);
      if (id === undefined || !isUsed) {
        return;
      }
      const key = assembly.once(keysById).get(id);
      if (id.includes('alias/aws/sns')) {
        yield {
          at,
          wrong: 'CloudWatch may not use the key alias/aws/sns: its messages are lost',
          write: 'remove it, or use a key of your own',
        };
      } else if (key && !['kms:Decrypt', 'kms:GenerateDataKey'].every((action) => isAllowedToAlarms(key, action))) {
        yield {
          at,
          wrong: `the policy of ${key.path} does not admit CloudWatch: its messages are lost`,
          write: 'allow cloudwatch.amazonaws.com kms:Decrypt and kms:GenerateDataKey* there',
        };
      }
    },
  },
];

function keysById(assembly: Assembly): Map<string, Resource> {
  return new Map(
    assembly
      .all('AWS::KMS::Key')
      .flatMap((key) =>
        [key.ref, key.attribute('Arn'), key.attribute('KeyId')].map((id): [string, Resource] => [id, key]),
      ),
  );
}

function isAllowedToAlarms(key: Resource, action: string): boolean {
  return statementsOf(key.at('KeyPolicy')).some(
    (statement) =>
      statement.effect === 'Allow' &&
      statement.principals.some((principal) => ['*', 'cloudwatch.amazonaws.com'].includes(principal)) &&
      concerns(statement, action, key.attribute('Arn')),
  );
}
