import type { Resource } from '../assembly/resource';
import { concerns, matches, type Condition, type Statement } from '../iam/statements';
import { arnsOf } from './alarm-actions';

const SERVICE = 'cloudwatch.amazonaws.com';

/** Keys of a request by CloudWatch whose values only the organization knows. */
const OF_ORGANIZATION = ['aws:sourceorgid', 'aws:sourceorgpaths'];

/** Whether a statement of a topic's policy is about what an alarm asks of the topic. */
export function isAbout(statement: Statement, alarm: Resource, topic: Resource): boolean {
  const isNamed = statement.principals.some((principal) => principal === '*' || principal === SERVICE);
  const context: Readonly<Record<string, readonly string[]>> = {
    'aws:securetransport': ['true'],
    'aws:sourceaccount': [alarm.stack.account],
    'aws:sourceowner': [alarm.stack.account],
    'aws:sourcearn': arnsOf(alarm),
    'aws:principalservicename': [SERVICE],
    'aws:principalisawsservice': ['true'],
  };
  return (
    isNamed && concerns(statement, 'sns:Publish', topic.ref) && statement.conditions.every((one) => holds(one, context))
  );
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds({ operator, key, values }: Condition, context: Readonly<Record<string, readonly string[]>>): boolean {
  const name = operator.replace(/^For(Any|All)Values?:/, '').replace(/IfExists$/, '');
  const given = context[key];
  if (OF_ORGANIZATION.includes(key)) {
    return true;
  }
  if (name === 'Null') {
    return values.includes(String(given === undefined));
  }
  if (given === undefined) {
    return operator.endsWith('IfExists') || name.includes('Not');
  }
  const isAny = values.some((value) => given.some((one) => isEqual(name, value, one)));
  return name.includes('Not') ? !isAny : isAny;
}

function isEqual(operator: string, value: string, given: string): boolean {
  if (operator.endsWith('Like') || operator.startsWith('Arn')) {
    return matches(value, given);
  }
  const isLoose = operator.includes('IgnoreCase') || operator === 'Bool';
  return isLoose ? value.toLowerCase() === given.toLowerCase() : value === given;
}

const LIMITING = [
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcevpce',
  'aws:sourcevpc',
];

/** Whether a statement's conditions leave only some of all callers. */
export function isLimited({ conditions }: Statement): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      LIMITING.includes(key) && !/Not|Null|IfExists|ForAllValues/.test(operator) && !values.includes('*'),
  );
}
