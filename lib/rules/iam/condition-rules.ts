import * as net from 'node:net';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { POLICY_HOLDERS, writtenStatements } from './documents';

const OPERATORS =
  /^(For(AnyValue|AllValues):)?(String(Not)?Equals(IgnoreCase)?|String(Not)?Like|Numeric(Not)?Equals|Numeric(Less|Greater)Than(Equals)?|Date(Not)?Equals|Date(Less|Greater)Than(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const AWS_KEYS = new Set(
  (
    'principalarn principalaccount principalorgpaths principalorgid principalisawsservice principalservicename ' +
    'principalservicenameslist principaltype userid username assumedroot federatedprovider tokenissuetime ' +
    'multifactorauthage multifactorauthpresent chatbotsourcearn ec2instancesourcevpc ec2instancesourceprivateipv4 ' +
    'sourceidentity sourceip sourcevpc sourcevpcarn sourcevpce vpceaccount vpceorgpaths vpceorgid vpcsourceip ' +
    'resourceaccount resourceorgid resourceorgpaths calledvia calledviafirst calledvialast calledviaawsmcp ' +
    'viaawsservice viaawsmcpservice ismcpserviceaction currenttime epochtime referer requestedregion tagkeys ' +
    'securetransport sourcearn sourceaccount sourceowner sourceorgpaths sourceorgid useragent'
  ).split(' '),
);

const FLAGS = ['aws:securetransport', 'aws:principalisawsservice', 'aws:viaawsservice', 'aws:multifactorauthpresent'];

/** Conditions that mean what they say. */
export const conditionRules: readonly Rule[] = [
  {
    id: 'policy-conditions-are-known',
    severity: 'error',
    sentence: 'A condition has an operator that policies know, and keys with the prefix of their service.',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { operator, key, at } of conditionsOf(writtenStatements(resource))) {
        if (!OPERATORS.test(operator)) {
          yield { at, wrong: `there is no condition operator ${operator}`, write: 'write StringEquals, Bool, …' };
        }
        const [service = '', name = ''] = key.toLowerCase().split(/:(.*)/s);
        if (!name) {
          yield {
            at,
            wrong: `the condition key ${key} has no service before a colon`,
            write: 'write aws:SourceArn, …',
          };
        } else if (service === 'aws' && !AWS_KEYS.has(name) && !/^(principal|resource|request)tag\/./.test(name)) {
          yield { at, wrong: `there is no condition key ${key}`, write: 'write a global condition key' };
        }
      }
    },
  },
  {
    id: 'policy-condition-values-fit',
    severity: 'error',
    sentence: 'The values of a condition suit its operator and its key, and there is one at least.',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { operator, key, at } of conditionsOf(writtenStatements(resource))) {
        if (at.list.length === 0) {
          yield { at, wrong: `the condition on ${key} has no value`, write: 'write one, or remove the condition' };
        }
        for (const value of at.list) {
          const needed = neededValue(operator, key.toLowerCase(), value.text ?? '');
          if (needed) {
            yield {
              at: value,
              wrong: `${operator} on ${key} has the value ${String(value)}`,
              write: `write ${needed}`,
            };
          }
        }
      }
    },
  },
];

interface WrittenCondition {
  readonly operator: string;
  readonly key: string;
  readonly at: Value;
}

function conditionsOf(statements: readonly { at: Value }[]): WrittenCondition[] {
  return statements.flatMap(({ at: statement }) =>
    statement
      .at('Condition')
      .entries.flatMap(([operator, keys]) => keys.entries.map(([key, at]) => ({ operator, key, at }))),
  );
}

function neededValue(operator: string, key: string, value: string): string | undefined {
  const name = operator.replace(/^For(AnyValue|AllValues):/, '').replace(/IfExists$/, '');
  const isFlag = /^(true|false)$/i.test(value);
  if ((name === 'Bool' || name === 'Null' || FLAGS.includes(key)) && !isFlag) {
    return 'true or false';
  }
  if (name.endsWith('IpAddress') && !isAddressRange(value)) {
    return 'an address or a range such as 192.0.2.0/24';
  }
  if (key === 'aws:sourceip' && !/IpAddress$|^Null$/.test(name)) {
    return 'the condition with IpAddress: other operators compare text';
  }
  if (name.startsWith('Numeric') && Number.isNaN(Number(value || NaN))) {
    return 'a number';
  }
  if (name.startsWith('Arn') && !/^(arn:|\*|\$\{)/.test(value)) {
    return 'an ARN';
  }
  if (key === 'aws:sourceaccount' && !/^(\d{12}|.*[*?$].*)$/.test(value)) {
    return 'an account of 12 digits';
  }
  // compared letter by letter: an Allow never holds then, a Deny always
  return /^String(Not)?Equals/.test(name) && key === 'aws:sourcearn' && /[*?]/.test(value)
    ? 'ArnLike instead of it, for a wildcard to be one'
    : undefined;
}

function isAddressRange(value: string): boolean {
  const [address = '', prefix, ...others] = value.split('/');
  const version = net.isIP(address);
  const isPrefix = prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  return version !== 0 && isPrefix && others.length === 0;
}
