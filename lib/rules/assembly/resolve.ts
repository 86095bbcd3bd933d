import { holds } from './conditions';
import { attributePath, SUBSTITUTION, substitution } from './references';
import type { Stack } from './stack';
import { isRecord, MisshapenValue, unknown } from './value';

const PSEUDO_PARAMETERS: Record<string, (stack: Stack) => string> = {
  'AWS::Region': (stack) => stack.region,
  'AWS::AccountId': (stack) => stack.account,
  'AWS::Partition': () => 'aws',
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::StackName': (stack) => stack.stackName,
};

const INTRINSICS: Record<string, (argument: unknown, stack: Stack) => unknown> = {
  Ref: (name, stack) => reference(String(name), stack),
  'Fn::GetAtt': (argument, stack) => attribute(...attributePath(argument), stack),
  'Fn::Join': (argument, stack) => {
    const [separator, parts] = resolveDeep(argument, stack) as [string, unknown[]];
    return parts.join(separator);
  },
  'Fn::Sub': (argument, stack) => {
    const [text, variables] = substitution(argument);
    return text
      .replace(SUBSTITUTION, (_, name: string) =>
        String(Object.hasOwn(variables, name) ? resolveDeep(variables[name], stack) : substituted(name, stack)),
      )
      .replaceAll('${!', '${');
  },
  'Fn::Select': (argument, stack) => {
    const [index, list] = resolveDeep(argument, stack) as [unknown, unknown[]];
    return list[Number(index)];
  },
  'Fn::Split': (argument, stack) => {
    const [separator, text] = resolveDeep(argument, stack) as [string, unknown];
    return String(text).split(separator);
  },
  'Fn::If': (argument, stack) => {
    const [name, yes, no] = argument as [unknown, unknown, unknown];
    const isSo = holds({ Condition: name }, stack) ?? unknown(`what the condition ${String(name)} decides`);
    return resolve(isSo ? yes : no, stack);
  },
  'Fn::GetStackOutput': (argument, stack) => output(resolveDeep(argument, stack) as StackOutput, stack),
  'Fn::ImportValue': (argument, stack) => imported(String(resolveDeep(argument, stack)), stack),
};

/**
 * A node of a template with its intrinsic function, if it is one, replaced by what it gives.
 *
 * @throws UnknownValue for what the template does not tell: a parameter, a condition, an import from elsewhere
 */
export function resolve(node: unknown, stack: Stack): unknown {
  if (typeof node === 'string' && node.includes('{{resolve:')) {
    return unknown(`the dynamic reference ${node}`);
  }
  const intrinsic = intrinsicIn(node);
  if (intrinsic) {
    return evaluated(...intrinsic, stack);
  }
  return node === null ? undefined : node;
}

/** The only name of an object, and what it has, if that is an intrinsic function. */
function intrinsicIn(node: unknown): [string, unknown] | undefined {
  const [entry, ...others] = isRecord(node) ? Object.entries(node) : [];
  return entry && others.length === 0 && (entry[0] === 'Ref' || entry[0].startsWith('Fn::')) ? entry : undefined;
}

function evaluated(name: string, argument: unknown, stack: Stack): unknown {
  const evaluate = INTRINSICS[name];
  if (!evaluate) {
    return unknown(`what ${name} gives`);
  }
  try {
    return evaluate(argument, stack);
  } catch (error) {
    // of another shape than the function takes, or round in a circle
    throw error instanceof TypeError || error instanceof RangeError
      ? new MisshapenValue(`${name} cannot be resolved, got: ${JSON.stringify(argument)}`)
      : error;
  }
}

/** The same for all that is below, too. */
export function resolveDeep(node: unknown, stack: Stack): unknown {
  const value = resolve(node, stack);
  if (Array.isArray(value)) {
    return value.map((element) => resolveDeep(element, stack));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, below]) => [name, resolveDeep(below, stack)]))
    : value;
}

function reference(name: string, stack: Stack): unknown {
  if (name === 'AWS::NoValue') {
    return undefined;
  }
  if (name.startsWith('AWS::')) {
    return PSEUDO_PARAMETERS[name]?.(stack) ?? unknown(`${name} of ${stack.path}`);
  }
  if (Object.hasOwn(stack.source.template.Parameters ?? {}, name)) {
    return unknown(`the parameter ${name} of ${stack.path}`);
  }
  return stack.resources.get(name)?.ref ?? unknown(`of ${name}, which is not in ${stack.path}`);
}

function attribute(logicalId: string, name: string, stack: Stack): string {
  return stack.resources.get(logicalId)?.attribute(name) ?? unknown(`of ${logicalId}, which is not in ${stack.path}`);
}

function substituted(name: string, stack: Stack): unknown {
  const [logicalId, attributeName] = attributePath(name);
  return attributeName ? attribute(logicalId, attributeName, stack) : reference(name, stack);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html */
interface StackOutput {
  readonly StackName: string;
  readonly OutputName: string;
  readonly Region?: string;
}

function output({ StackName, OutputName, Region }: StackOutput, stack: Stack): unknown {
  const producer = stack.assembly.stackNamed(StackName, Region ?? stack.region);
  const value = producer?.source.template.Outputs?.[OutputName]?.Value;
  return producer && value !== undefined
    ? resolveDeep(value, producer)
    : unknown(`the output ${OutputName} of the stack ${StackName}, which this app has not`);
}

function imported(name: string, stack: Stack): unknown {
  for (const producer of stack.assembly.stacks) {
    for (const { Value: value, Export: exported } of Object.values(producer.source.template.Outputs ?? {})) {
      if (exported && producer.source.region === stack.region && resolveDeep(exported.Name, producer) === name) {
        return resolveDeep(value, producer);
      }
    }
  }
  return unknown(`the export ${name}, which this app has not`);
}
