import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { lifecycleOf } from './lifecycle-settings';
import { BUCKET } from './model';

/** What S3 takes as a move of objects to another storage class. */
export const transitionRules: readonly Rule[] = [
  {
    id: 'transitions-are-valid',
    severity: 'error',
    sentence:
      'A transition is to a class that S3 knows, after 30 days for infrequent access, and before the expiration.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html',
    types: [BUCKET],
    *check(bucket) {
      for (const rule of lifecycleOf(bucket)) {
        for (const transition of [...currentTransitions(rule), ...noncurrentTransitions(rule)]) {
          yield* wrongTransition(rule, transition);
        }
      }
    },
  },
];

export function currentTransitions(rule: Value): Value[] {
  return [...rule.at('Transitions').list, ...rule.at('Transition').list];
}

function noncurrentTransitions(rule: Value): Value[] {
  return [...rule.at('NoncurrentVersionTransitions').list, ...rule.at('NoncurrentVersionTransition').list];
}

function* wrongTransition(rule: Value, transition: Value): Generator<Problem> {
  const storage = transition.at('StorageClass');
  const [days, noncurrentDays] = [transition.at('TransitionInDays'), transition.at('NoncurrentDays')].map(
    (at) => at.number,
  );
  const after = days ?? noncurrentDays;
  const classes = [
    'STANDARD_IA',
    'ONEZONE_IA',
    'INTELLIGENT_TIERING',
    'GLACIER_IR',
    'GLACIER',
    'DEEP_ARCHIVE',
    'Glacier',
  ];
  if (!classes.includes(storage.text ?? '')) {
    yield {
      at: storage,
      wrong: `objects cannot go to ${String(storage)}`,
      write: `write one of ${classes.join(', ')}`,
    };
  }
  if (after === undefined ? !transition.at('TransitionDate').exists : !(Number.isInteger(after) && after >= 0)) {
    yield { at: transition, wrong: `the transition is after ${after ?? 'no'} days`, write: 'write a whole number' };
  } else if (/^(STANDARD|ONEZONE)_IA$/.test(storage.text ?? '') && (after ?? 30) < 30) {
    yield { at: transition, wrong: `objects go to ${storage.text} after ${after} days`, write: 'write 30 or more' };
  }
  const end = days === undefined ? undefined : rule.at('ExpirationInDays').number;
  if (end !== undefined && days !== undefined && end <= days) {
    yield { at: transition, wrong: `objects end after ${end} days, before the transition`, write: 'write fewer days' };
  }
}
