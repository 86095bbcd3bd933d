import { unknown } from '../assembly/value';
import { isForEveryone, matches, type Condition, type Statement } from '../iam/statements';
import { addressRanges, isWithin, overlaps, type AddressRange } from './address-ranges';

/** Anonymous requests from a range of addresses for one object. */
export interface Requests {
  readonly from: AddressRange;
  readonly overTls: boolean;
  /** ARN of the object. */
  readonly object: string;
}

/** Keys of a request's context that only somebody who signs it has, or that comes by other ways. */
const ABSENT = new RegExp(
  '^aws:(principal(arn|org(id|paths)|tag/.*|servicename(slist)?|isawsservice)|' +
    'source(arn|account|org(id|paths)|vpc|vpce|vpcarn)|vpcsourceip|username|referer|multifactorauth.*|' +
    'via.*|calledvia.*|federatedprovider)$',
);

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html */
const CHECKERS_AGENT =
  'Amazon-Route53-Health-Check-Service (ref 00000000-0000-0000-0000-000000000000; report http://amzn.to/1vsZADi)';

const VALUES: Record<string, (requests: Requests) => string | null> = {
  'aws:securetransport': ({ overTls }) => String(overTls),
  // the newest that checkers are documented to speak
  's3:tlsversion': ({ overTls }) => (overTls ? '1.2' : null),
  'aws:useragent': () => CHECKERS_AGENT,
  'aws:principalaccount': () => 'anonymous',
  'aws:userid': () => 'anonymous',
  'aws:principaltype': () => 'Anonymous',
};

/** By operator, whether what a request has is as one of the values of a condition. */
const OPERATORS: Record<string, (actual: string, value: string) => boolean> = {
  Bool: (actual, value) => actual === value.toLowerCase(),
  StringEquals: (actual, value) => actual === value,
  StringEqualsIgnoreCase: (actual, value) => actual.toLowerCase() === value.toLowerCase(),
  StringLike: (actual, value) => matches(value, actual),
  NumericEquals: (actual, value) => Number(actual) === Number(value),
  NumericLessThan: (actual, value) => Number(actual) < Number(value),
  NumericLessThanEquals: (actual, value) => Number(actual) <= Number(value),
  NumericGreaterThan: (actual, value) => Number(actual) > Number(value),
  NumericGreaterThanEquals: (actual, value) => Number(actual) >= Number(value),
};

/**
 * Whether the statements of a bucket's policy let all of some anonymous requests read.
 *
 * @throws UnknownValue when that depends on a condition that nobody can judge here
 */
export function mayRead(statements: readonly Statement[], requests: Requests): boolean {
  const about = statements.filter((statement) => isForEveryone(statement) && isAbout(statement, requests.object));
  return (
    about.some((statement) => statement.effect === 'Allow' && holds(statement, requests, 'all')) &&
    !about.some((statement) => statement.effect === 'Deny' && holds(statement, requests, 'some'))
  );
}

/** Whether a statement is about reading an object. */
export function isAbout({ at, actions, resources }: Statement, object: string): boolean {
  const action = 's3:getobject';
  const isAction = (pattern: string) => matches(pattern.toLowerCase(), action);
  const isObject = (pattern: string) => matches(pattern, object);
  return (
    actions.some(isAction) &&
    resources.some(isObject) &&
    !at.at('NotAction').texts.some(isAction) &&
    !at.at('NotResource').texts.some(isObject)
  );
}

/** Whether the conditions of a statement hold for all, or for some, of the requests. */
export function holds({ conditions }: Statement, requests: Requests, which: 'all' | 'some'): boolean {
  const outcomes = conditions.map((condition) => outcome(condition, requests, which));
  if (outcomes.includes(false)) {
    return false;
  }
  const undecided = conditions[outcomes.indexOf(undefined)];
  return undecided ? unknown(`decided by the condition ${undecided.operator} on ${undecided.key}`) : true;
}

function outcome({ operator, key, values }: Condition, requests: Requests, which: 'all' | 'some'): boolean | undefined {
  const name = operator.replace(/^For(AnyValue|AllValues):/, '').replace(/IfExists$/, '');
  if (key === 'aws:sourceip' && (name === 'IpAddress' || name === 'NotIpAddress')) {
    return isFrom(requests.from, rangesOf(values), name === 'NotIpAddress', which);
  }
  const actual = key === 'aws:sourceip' ? requests.from.text : valueOf(key, requests);
  if (actual === undefined) {
    return undefined;
  }
  if (name === 'Null') {
    return values.includes(String(actual === null));
  }
  const isNegated = name.includes('Not');
  if (actual === null) {
    return isNegated || operator.endsWith('IfExists') || operator.startsWith('ForAllValues:');
  }
  const isAs = OPERATORS[name.replace('Not', '')];
  return isAs && values.some((value) => isAs(actual, value)) !== isNegated;
}

/** Parsed once for all the ranges that are asked about. */
const PARSED = new WeakMap<readonly string[], AddressRange[]>();

function rangesOf(values: readonly string[]): AddressRange[] {
  const ranges = PARSED.get(values) ?? addressRanges(values);
  PARSED.set(values, ranges);
  return ranges;
}

/** Null for what an anonymous request has not, undefined for what nobody can tell here. */
function valueOf(key: string, requests: Requests): string | null | undefined {
  const value = VALUES[key];
  return value ? value(requests) : ABSENT.test(key) ? null : undefined;
}

function isFrom(from: AddressRange, ranges: AddressRange[], isNegated: boolean, which: 'all' | 'some'): boolean {
  const all = isWithin(from, ranges);
  const some = ranges.some((range) => overlaps(from, range));
  return isNegated ? !(which === 'all' ? some : all) : which === 'all' ? all : some;
}
