import type { Rule } from '../rule';

const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
const CLASSES = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'];

/** What CloudWatch Logs takes as a log group. */
export const logGroupRules: readonly Rule[] = [
  {
    id: 'log-groups-are-valid',
    severity: 'error',
    sentence:
      'A log group keeps logs for one of the numbers of days that CloudWatch offers, in a class it has, under a valid name.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
    types: ['AWS::Logs::LogGroup'],
    *check(group) {
      const days = group.at('RetentionInDays');
      if (days.exists && !DAYS.includes(days.number ?? 0)) {
        yield {
          at: days,
          wrong: `logs cannot be kept for ${String(days)} days`,
          write: `set it to one of ${DAYS.join(', ')}`,
        };
      }
      const name = group.at('LogGroupName');
      if (name.exists && !/^(?!aws\/)[\w./#-]{1,512}$/.test(name.text ?? '')) {
        yield {
          at: name,
          wrong: `a log group cannot be called ${String(name)}`,
          write: 'use letters, digits and . - _ / #, 512 at most',
        };
      }
      const kind = group.at('LogGroupClass');
      if (kind.exists && !CLASSES.includes(kind.text ?? '')) {
        yield { at: kind, wrong: `there is no class ${String(kind)}`, write: `set it to one of ${CLASSES.join(', ')}` };
      }
      const key = group.at('KmsKeyId');
      if (key.exists && !/^arn:aws[a-z-]*:kms:|\.Arn\}$/.test(key.text ?? '')) {
        yield { at: key, wrong: `${String(key)} is no ARN of a key`, write: 'give the ARN of the key' };
      }
    },
  },
];
