import { isRecord } from './value';

/** A mention of something else in a template: another resource, a parameter, an output. */
export interface Reference {
  readonly logicalId: string;
  /** Absent for a `Ref`. */
  readonly attribute?: string;
  /** Where in the resource, names joined with dots. */
  readonly place: string;
}

/** Every `Ref`, `Fn::GetAtt` and `${}` of `Fn::Sub` below a place of a template, pseudo parameters left out. */
export function* referencesIn(node: unknown, place: string): Generator<Reference> {
  if (Array.isArray(node)) {
    for (const [index, element] of node.entries()) {
      yield* referencesIn(element, `${place}.${index}`);
    }
    return;
  }
  if (!isRecord(node)) {
    return;
  }
  for (const [name, value] of Object.entries(node)) {
    if (name === 'Ref' && typeof value === 'string') {
      yield* named(value, place);
    } else if (name === 'Fn::GetAtt') {
      const [logicalId, attribute] = attributePath(value);
      yield { logicalId, attribute, place };
    } else if (name === 'Fn::Sub') {
      yield* substitutions(value, place);
    } else {
      yield* referencesIn(value, `${place}.${name}`);
    }
  }
}

/** The logical id and the attribute of an `Fn::GetAtt`, in either of its forms. */
export function attributePath(value: unknown): [string, string] {
  const parts = Array.isArray(value) ? value.map(String) : String(value).split('.');
  return [parts[0] ?? '', parts.slice(1).join('.')];
}

/** `${Name}` and `${Name.Attribute}`, but not `${!Literal}`. */
export const SUBSTITUTION = /\$\{([^!}][^}]*)\}/g;

/** The text and the variables of an `Fn::Sub`, in either of its forms. */
export function substitution(value: unknown): [string, Record<string, unknown>] {
  const [text, variables] = Array.isArray(value) ? (value as unknown[]) : [value];
  return [String(text), isRecord(variables) ? variables : {}];
}

function* substitutions(value: unknown, place: string): Generator<Reference> {
  const [text, variables] = substitution(value);
  yield* referencesIn(variables, place);
  for (const [, name = ''] of text.matchAll(SUBSTITUTION)) {
    if (!Object.hasOwn(variables, name)) {
      const [logicalId, attribute] = attributePath(name);
      yield* attribute ? [{ logicalId, attribute, place }] : named(logicalId, place);
    }
  }
}

function* named(logicalId: string, place: string): Generator<Reference> {
  if (!logicalId.startsWith('AWS::')) {
    yield { logicalId, place };
  }
}
