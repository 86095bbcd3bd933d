import type { Assembly } from '../assembly/assembly';
import type { Stack } from '../assembly/stack';
import { isRecord } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { groupBy } from '../site';
import { earlierStacks } from './earlier-stacks';
import { objectsIn, partsOf, placed, type Part } from './walk';

const PAGE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html';

/** That what one stack reads from another is there, and there first. */
export const stackOutputRules: readonly Rule[] = [
  {
    id: 'stack-outputs-exist',
    severity: 'error',
    sentence: 'Fn::GetStackOutput names a stack where it is deployed, and an output that the stack has.',
    page: PAGE,
    *checkStack(stack, assembly) {
      yield* incomplete(stack);
      for (const { part, at, stackName, outputName, region } of readOutputs(stack)) {
        const producer = assembly.stackNamed(stackName, region);
        const elsewhere = assembly.once(stacksByName).get(stackName) ?? [];
        const has = Object.keys(producer?.source.template.Outputs ?? {});
        if (!producer && elsewhere.length > 0) {
          yield {
            resource: part.resource,
            at,
            wrong: `the stack ${stackName} is not in ${region}`,
            write: `set Region to ${elsewhere.map((other) => other.source.region).join(' or ')}`,
          };
        } else if (producer && !has.includes(outputName)) {
          yield {
            resource: part.resource,
            at,
            wrong: `${producer.path} has no output ${outputName}`,
            write: `name one of its outputs: ${has.join(', ') || 'it has none'}`,
          };
        }
      }
    },
  },
  {
    id: 'stack-outputs-come-from-this-app',
    severity: 'warning',
    sentence: 'Fn::GetStackOutput reads from a stack of this app, which is deployed with it.',
    page: PAGE,
    *checkStack(stack, assembly) {
      for (const { part, at, stackName } of readOutputs(stack)) {
        if (!assembly.once(stacksByName).has(stackName)) {
          yield {
            resource: part.resource,
            at,
            wrong: `no stack of this app is called ${stackName}`,
            write: 'read from a stack of this app, or give the value itself',
          };
        }
      }
    },
  },
  {
    id: 'stack-outputs-come-first',
    severity: 'error',
    sentence: 'A stack is deployed after every stack that it reads outputs of.',
    page: PAGE,
    *checkStack(stack, assembly) {
      for (const { part, at, stackName, region } of readOutputs(stack)) {
        const producer = assembly.stackNamed(stackName, region);
        if (producer && !assembly.once(earlierStacks).get(stack.path)?.has(producer.path)) {
          yield {
            resource: part.resource,
            at,
            wrong: `${stack.path} reads from ${producer.path}, but may be deployed before it`,
            write: `make ${stack.path} depend on ${producer.path}`,
          };
        }
      }
    },
  },
];

function* incomplete(stack: Stack): Generator<Problem> {
  for (const { resource, node, place } of partsOf(stack)) {
    for (const [{ 'Fn::GetStackOutput': argument }, at] of objectsIn(node, place)) {
      const missing = ['StackName', 'OutputName'].filter((name) => !isRecord(argument) || argument[name] === undefined);
      if (argument !== undefined && missing.length > 0) {
        yield {
          resource,
          at: placed(at),
          wrong: `Fn::GetStackOutput has no ${missing.join(', ')}`,
          write: `give it ${missing.join(', ')}`,
        };
      }
    }
  }
}

function* readOutputs(stack: Stack) {
  for (const part of partsOf(stack)) {
    yield* outputsReadIn(part, stack);
  }
}

function* outputsReadIn(part: Part, { source }: Stack) {
  for (const [{ 'Fn::GetStackOutput': argument }, place] of objectsIn(part.node, part.place)) {
    const {
      StackName: stackName,
      OutputName: outputName,
      Region: region = source.region,
    } = isRecord(argument) ? argument : {};
    // names that are functions themselves are judged where they resolve
    if (typeof stackName === 'string' && typeof outputName === 'string' && typeof region === 'string') {
      yield { part, at: placed(place), stackName, outputName, region };
    }
  }
}

function stacksByName({ stacks }: Assembly): Map<string, Stack[]> {
  return groupBy(stacks, (stack) => stack.stackName);
}
