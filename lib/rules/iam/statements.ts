import type { Value } from '../assembly/value';

/** A condition of a statement: all of a statement's must hold. */
export interface Condition {
  /** As written: `StringEquals`, `ForAnyValue:StringLike`. */
  readonly operator: string;
  /** In lower case, as keys are compared: `aws:sourceip`. */
  readonly key: string;
  readonly values: readonly string[];
  readonly at: Value;
}

/** A statement of a policy, with single values made lists. */
export interface Statement {
  readonly at: Value;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `*`, an ARN or account, or for a service its name. */
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
  /** What `NotAction`, `NotResource` and `NotPrincipal` leave out. */
  readonly except: Readonly<Record<'actions' | 'resources' | 'principals', readonly string[]>>;
}

/**
 * The statements of a policy document.
 *
 * With `NotAction`, `NotResource` or `NotPrincipal` it is about everything, or everyone, but for its `except`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function statementsOf(document: Value): readonly Statement[] {
  const known = statementsByDocument.get(document) ?? readStatements(document);
  statementsByDocument.set(document, known);
  return known;
}

/** Dozens of rules ask for the statements of the same policy. */
const statementsByDocument = new WeakMap<Value, readonly Statement[]>();

function readStatements(document: Value): Statement[] {
  return document.at('Statement').list.map((at) => ({
    at,
    effect: at.at('Effect').text ?? '',
    actions: at.at('NotAction').exists ? ['*'] : at.at('Action').texts,
    resources: at.at('NotResource').exists ? ['*'] : at.at('Resource').texts,
    principals: at.at('NotPrincipal').exists ? ['*'] : principalsOf(at.at('Principal')),
    conditions: at
      .at('Condition')
      .entries.flatMap(([operator, keys]) =>
        keys.entries.map(([key, value]) => ({ operator, key: key.toLowerCase(), values: value.texts, at: value })),
      ),
    except: {
      actions: at.at('NotAction').texts,
      resources: at.at('NotResource').texts,
      principals: principalsOf(at.at('NotPrincipal')),
    },
  }));
}

function principalsOf(principal: Value): string[] {
  const [single, ...others] = principal.list;
  if (single && others.length === 0 && isText(single)) {
    return single.texts;
  }
  return principal.entries.flatMap(([, names]) => names.texts);
}

function isText(value: Value): boolean {
  try {
    return value.text !== undefined;
  } catch {
    return false;
  }
}

/** Whether an action or ARN is one that a pattern with `*` and `?` names; actions compare without case. */
export function matches(pattern: string, name: string): boolean {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard === -1 || !name.startsWith(pattern.slice(0, wildcard))) {
    return pattern === name;
  }
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(name);
}

/** Whether a statement is about an action on a resource, whoever asks and whatever its conditions. */
export function concerns({ actions, resources, except }: Statement, action: string, resource: string): boolean {
  const isAction = (pattern: string) => matches(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string) => matches(pattern, resource);
  return (
    actions.some(isAction) &&
    resources.some(isResource) &&
    !except.actions.some(isAction) &&
    !except.resources.some(isResource)
  );
}

/** Whether a statement is about everyone, the anonymous included. */
export function isForEveryone({ principals }: Statement): boolean {
  return principals.includes('*');
}
