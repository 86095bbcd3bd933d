import { referencesIn } from '../assembly/references';
import type { Stack } from '../assembly/stack';
import type { Problem, Rule } from '../rule';
import { ATTRIBUTES } from './attributes';
import { objectsIn, partsOf, placed } from './walk';

/** Attributes of buckets with metadata tables: there are many, and none matters here. */
const METADATA_TABLES = /^Metadata(Table)?Configuration\./;

/** That what templates refer to is there. */
export const referenceRules: readonly Rule[] = [
  {
    id: 'references-name-something',
    severity: 'error',
    sentence: 'Every Ref, Fn::GetAtt, Fn::Sub, DependsOn and Condition names something in its own template.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    *checkStack(stack) {
      yield* danglingReferences(stack);
      yield* danglingParameters(stack);
      yield* danglingDependencies(stack);
      yield* danglingConditions(stack);
    },
  },
  {
    id: 'attributes-exist',
    severity: 'error',
    sentence: 'Fn::GetAtt asks a resource for an attribute that its type has.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html',
    *checkStack(stack) {
      for (const { resource, node, place } of partsOf(stack)) {
        for (const { logicalId, attribute, place: at } of referencesIn(node, place)) {
          const type = stack.resources.get(logicalId)?.type ?? '';
          const known = ATTRIBUTES[type];
          if (attribute !== undefined && known && !known.includes(attribute) && !METADATA_TABLES.test(attribute)) {
            yield {
              resource,
              at: placed(at),
              wrong: `${logicalId}, an ${type}, has no attribute ${attribute || '(none given)'}`,
              write: known.length > 0 ? `ask for one of ${known.join(', ')}` : `use Ref: it has no attributes`,
            };
          }
        }
      }
    },
  },
];

function* danglingReferences(stack: Stack): Generator<Problem> {
  const parameters = stack.source.template.Parameters ?? {};
  for (const { resource, node, place } of partsOf(stack)) {
    for (const { logicalId, attribute, place: at } of referencesIn(node, place)) {
      const isThere =
        stack.resources.has(logicalId) || (attribute === undefined && Object.hasOwn(parameters, logicalId));
      if (!isThere || logicalId === resource?.logicalId) {
        yield {
          resource,
          at: placed(at),
          wrong: isThere ? `${logicalId} refers to itself` : `nothing in ${stack.path} is called ${logicalId}`,
          write: isThere ? 'refer to another resource' : 'refer to a resource of this stack, or remove the reference',
        };
      }
    }
  }
}

/** What rules and conditions refer to: parameters, nothing else. */
function* danglingParameters(stack: Stack): Generator<Problem> {
  const { Parameters = {}, ...template } = stack.source.template;
  for (const section of ['Rules', 'Conditions']) {
    for (const { logicalId, place } of referencesIn((template as Record<string, unknown>)[section], section)) {
      if (!Object.hasOwn(Parameters, logicalId)) {
        yield {
          at: placed(place),
          wrong: `${stack.path} has no parameter ${logicalId}`,
          write: `declare it in Parameters, or remove the reference`,
        };
      }
    }
  }
}

function* danglingDependencies(stack: Stack): Generator<Problem> {
  for (const resource of stack.resources.values()) {
    for (const id of resource.dependsOn) {
      if (!stack.resources.has(id) || id === resource.logicalId) {
        yield {
          resource,
          at: placed('DependsOn'),
          wrong:
            id === resource.logicalId
              ? `${id} depends on itself`
              : `DependsOn names ${id}, which is not in ${stack.path}`,
          write: `remove ${id} from DependsOn, or name a resource of this stack`,
        };
      }
    }
  }
}

function* danglingConditions(stack: Stack): Generator<Problem> {
  const { Conditions = {}, Mappings = {} } = stack.source.template;
  for (const resource of stack.resources.values()) {
    const { Condition: condition, Properties: properties } = resource.source;
    const named = objectsIn(properties, 'Properties').flatMap(([node, place]) => [
      ...mentions(node['Fn::If'], place, Conditions, 'condition'),
      ...mentions(node['Fn::FindInMap'], place, Mappings, 'mapping'),
    ]);
    for (const [kind, name, place] of [
      ...mentions(condition && [condition], 'Condition', Conditions, 'condition'),
      ...named,
    ]) {
      yield {
        resource,
        at: placed(place),
        wrong: `${stack.path} has no ${kind} ${name}`,
        write: `declare the ${kind}, or name one that the template has`,
      };
    }
  }
}

/** The first argument, if it names nothing that is declared. */
function mentions(
  argument: unknown,
  place: string,
  declared: Record<string, unknown>,
  kind: string,
): [string, string, string][] {
  const name: unknown = Array.isArray(argument) ? argument[0] : undefined;
  return typeof name === 'string' && !Object.hasOwn(declared, name) ? [[kind, name, place]] : [];
}
