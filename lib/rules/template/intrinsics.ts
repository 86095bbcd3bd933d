import type { Problem, Rule } from '../rule';
import { literalsIn, objectsIn, partsOf, placed, type Part } from './walk';

const FUNCTIONS = new Set([
  'Fn::And',
  'Fn::Base64',
  'Fn::Cidr',
  'Fn::Equals',
  'Fn::FindInMap',
  'Fn::ForEach',
  'Fn::GetAtt',
  'Fn::GetAZs',
  'Fn::GetStackOutput',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Length',
  'Fn::Not',
  'Fn::Or',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
  'Fn::ToJsonString',
  'Fn::Transform',
]);

const PSEUDO_PARAMETERS = new Set([
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

const NEARLY_A_FUNCTION = /^(fn:|fn::|Fn:[^:]|FN::|!|ref$|REF$|GetAtt$)/;

/** That templates call only functions that CloudFormation has. */
export const intrinsicRules: readonly Rule[] = [
  {
    id: 'intrinsic-functions-exist',
    severity: 'error',
    sentence: 'Templates call the functions and pseudo parameters that CloudFormation has, each alone in its object.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html',
    *checkStack(stack) {
      for (const part of partsOf(stack)) {
        yield* unknownFunctions(part);
        yield* unknownPseudoParameters(part);
      }
    },
  },
];

function* unknownFunctions({ resource, node, place }: Part): Generator<Problem> {
  for (const [object, at] of objectsIn(node, place)) {
    for (const name of Object.keys(object)) {
      const isCall = name.startsWith('Fn::') || name === 'Ref';
      if (
        NEARLY_A_FUNCTION.test(name) ||
        (name.startsWith('Fn::') && !FUNCTIONS.has(name.split('::').slice(0, 2).join('::')))
      ) {
        yield {
          resource,
          at: placed(at),
          wrong: `CloudFormation has no function ${name}`,
          write: 'call one of its functions: names are case-sensitive',
        };
      } else if (isCall && Object.keys(object).length > 1) {
        yield {
          resource,
          at: placed(at),
          wrong: `${name} does not stand alone: beside it are ${Object.keys(object)
            .filter((other) => other !== name)
            .join(', ')}`,
          write: `leave nothing but ${name} in its object`,
        };
      }
    }
  }
}

function* unknownPseudoParameters({ resource, node, place }: Part): Generator<Problem> {
  const problem = (name: string, at: string): Problem => ({
    resource,
    at: placed(at),
    wrong: `CloudFormation has no pseudo parameter ${name}`,
    write: `use one of ${[...PSEUDO_PARAMETERS].join(', ')}`,
  });
  for (const [object, at] of objectsIn(node, place)) {
    if (typeof object.Ref === 'string' && object.Ref.startsWith('AWS::') && !PSEUDO_PARAMETERS.has(object.Ref)) {
      yield problem(object.Ref, at);
    }
    const substituted = object['Fn::Sub'];
    const text: unknown = Array.isArray(substituted) ? substituted[0] : substituted;
    for (const [, name = ''] of typeof text === 'string' ? text.matchAll(/\$\{(AWS::[^}]*)\}/g) : []) {
      if (!PSEUDO_PARAMETERS.has(name)) {
        yield problem(name, at);
      }
    }
  }
  for (const [text, at] of literalsIn(node, place)) {
    const name = /\$\{AWS::\w+\}/.exec(text)?.[0];
    if (name) {
      yield {
        resource,
        at: placed(at),
        wrong: `${name} stands in plain text, where CloudFormation leaves it as it is`,
        write: 'wrap the text in Fn::Sub',
      };
    }
  }
}
