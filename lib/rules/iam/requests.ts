import * as net from 'node:net';
import { concerns, matches, type Condition, type Statement } from './statements';

/** Somebody who asks AWS for something, as policies see them. */
export interface Requester {
  /** What policies may call them by; nothing for the anonymous, who are only `*`. */
  readonly names: readonly string[];
  /** Keys of conditions, in lower case; those that are not there are absent from the request. */
  readonly context: Readonly<Record<string, string>>;
  /** Keys that the request surely has not, of those that depend on what is asked for. */
  readonly without?: RegExp;
}

/** Keys that depend on what is asked for, or on what an app does not tell. */
const UNDECIDED = /^(?:s3|kms|sts|iam):|^aws:(?:resource|request|tagkeys|currenttime|epochtime|useragent|sourceorg)/;

/**
 * Whether a statement is about someone's request. A condition that nobody can decide here does not hold.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function applies(statement: Statement, action: string, resource: string, requester: Requester): boolean {
  return (
    concerns(statement, action, resource) &&
    isAbout(statement, requester) &&
    statement.conditions.every((condition) => holds(condition, requester))
  );
}

/** The same, for policies of the requester themselves. */
export function appliesToItself(statement: Statement, action: string, resource: string, requester: Requester): boolean {
  return applies({ ...statement, principals: ['*'] }, action, resource, requester);
}

function isAbout({ principals, except }: Statement, { names }: Requester): boolean {
  const isNamed = (principal: string) => names.includes(principal);
  return (principals.includes('*') || principals.some(isNamed)) && !except.principals.some(isNamed);
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function holds({ operator, key, values }: Condition, { context, without }: Requester): boolean {
  const actual = context[key];
  if (actual === undefined && UNDECIDED.test(key) && without?.test(key) !== true) {
    return false;
  }
  const name = operator.replace(/^For(?:AnyValue|AllValues):/, '').replace(/IfExists$/, '');
  if (name === 'Null') {
    return values.includes(String(actual === undefined));
  }
  const isNegated = name.includes('Not');
  if (actual === undefined) {
    return isNegated || operator.endsWith('IfExists') || operator.startsWith('ForAllValues:');
  }
  return values.some((value) => agrees(name, value, actual)) !== isNegated;
}

function agrees(operator: string, value: string, actual: string): boolean {
  if (operator.endsWith('IpAddress')) {
    return isInRange(actual, value);
  }
  if (operator === 'Bool' || operator.endsWith('IgnoreCase')) {
    return value.toLowerCase() === actual.toLowerCase();
  }
  if (operator.startsWith('Numeric')) {
    return isNumberSo(operator, Number(actual), Number(value));
  }
  return operator.startsWith('Arn') || operator.endsWith('Like') ? matches(value, actual) : value === actual;
}

function isNumberSo(operator: string, actual: number, limit: number): boolean {
  return (
    (operator.includes('Equals') && actual === limit) ||
    (operator.includes('LessThan') && actual < limit) ||
    (operator.includes('GreaterThan') && actual > limit)
  );
}

/** Whether a range, `192.0.2.0/24` or a single address, has an address. */
export function isInRange(address: string, range: string): boolean {
  const [start = '', prefix] = range.split('/');
  const version = net.isIP(start);
  if (version === 0 || net.isIP(address) !== version) {
    return false;
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new net.BlockList();
  list.addSubnet(start, Number(prefix ?? (version === 4 ? 32 : 128)), family);
  return list.check(address, family);
}
