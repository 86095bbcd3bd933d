import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { BUCKET } from './model';

const ELEMENTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html';
const DAYS = [
  'ExpirationInDays',
  'NoncurrentVersionExpirationInDays',
  'NoncurrentVersionExpiration.NoncurrentDays',
  'NoncurrentVersionExpiration.NewerNoncurrentVersions',
  'AbortIncompleteMultipartUpload.DaysAfterInitiation',
];
const ACTIONS = [
  ...DAYS,
  'AbortIncompleteMultipartUpload',
  'ExpirationDate',
  'ExpiredObjectDeleteMarker',
  'Transition',
  'Transitions',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'NoncurrentVersionTransitions',
];

/** What S3 takes as a lifecycle. */
export const lifecycleSettingRules: readonly Rule[] = [
  {
    id: 'lifecycles-are-valid',
    severity: 'error',
    sentence:
      'A lifecycle has 1 to 1,000 rules with Ids of their own, each Enabled or Disabled and doing something in whole days.',
    page: ELEMENTS,
    types: [BUCKET],
    *check(bucket) {
      const rules = lifecycleOf(bucket);
      if (bucket.at('LifecycleConfiguration').exists && (rules.length === 0 || rules.length > 1000)) {
        yield {
          at: bucket.at('LifecycleConfiguration'),
          wrong: `there are ${rules.length} rules`,
          write: 'write 1 to 1,000',
        };
      }
      for (const rule of rules) {
        const [id, status] = [rule.at('Id'), rule.at('Status')];
        if (!['Enabled', 'Disabled'].includes(status.text ?? '')) {
          yield { at: status, wrong: `the Status is ${String(status)}`, write: 'write Enabled' };
        }
        if (
          (id.text ?? '').length > 255 ||
          rules.some((one) => one !== rule && id.exists && one.at('Id').text === id.text)
        ) {
          yield { at: id, wrong: `the Id ${id.text} is there twice or too long`, write: 'give each rule its own' };
        }
        yield* wrongDays(rule);
      }
    },
  },
  {
    id: 'delete-markers-expire-alone',
    severity: 'error',
    sentence: 'A lifecycle rule that ends delete markers has no days or date of expiration, and no tags.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html',
    types: [BUCKET],
    *check(bucket) {
      for (const rule of lifecycleOf(bucket)) {
        const at = rule.at('ExpiredObjectDeleteMarker');
        const others = ['ExpirationInDays', 'ExpirationDate', 'TagFilters'].filter((name) => rule.at(name).exists);
        if (at.flag && others.length > 0) {
          yield { at, wrong: `the rule has ${others.join(', ')} as well`, write: 'write two rules' };
        }
        if (rule.at('AbortIncompleteMultipartUpload').exists && rule.at('TagFilters').list.length > 0) {
          yield {
            at: rule.at('TagFilters'),
            wrong: 'uploads that are not complete have no tags',
            write: 'write two rules',
          };
        }
      }
    },
  },
];

export function lifecycleOf(bucket: Resource): Value[] {
  return bucket.at('LifecycleConfiguration.Rules').list;
}

function* wrongDays(rule: Value): Generator<Problem> {
  if (!ACTIONS.some((name) => rule.at(name).exists)) {
    yield { at: rule, wrong: 'the rule does nothing', write: 'add what it is for, or remove it' };
  }
  for (const at of DAYS.map((name) => rule.at(name))) {
    if (at.exists && !(Number.isInteger(at.number) && (at.number ?? 0) > 0)) {
      yield { at, wrong: `the number is ${String(at)}`, write: 'write a whole number of 1 or more' };
    }
  }
  const noncurrent = rule.at('NoncurrentVersionExpiration');
  if (noncurrent.exists && !noncurrent.at('NoncurrentDays').exists) {
    yield { at: noncurrent, wrong: 'the expiration has no days', write: 'set NoncurrentDays' };
  }
  const abort = rule.at('AbortIncompleteMultipartUpload');
  if (abort.exists && !abort.at('DaysAfterInitiation').exists) {
    yield { at: abort, wrong: 'the abortion has no days', write: 'set DaysAfterInitiation' };
  }
  const date = rule.at('ExpirationDate');
  if (date.exists && !/^\d{4}-\d\d-\d\d(T00:00:00(\.0+)?(Z|\+00:00))?$/.test(date.text ?? '')) {
    yield { at: date, wrong: `the date is ${String(date)}`, write: 'write midnight UTC, 2030-01-31T00:00:00Z' };
  }
}
