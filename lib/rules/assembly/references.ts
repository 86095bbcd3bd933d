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
export function referencesIn(node: unknown, place: string, found: Reference[] = []): readonly Reference[] {
  if (Array.isArray(node)) {
    node.forEach((element, index) => referencesIn(element, `${place}.${index}`, found));
    return found;
  }
  for (const [name, value] of isRecord(node) ? Object.entries(node) : []) {
    if (name === 'Ref' && typeof value === 'string') {
      found.push(...named(value, place));
    } else if (name === 'Fn::GetAtt') {
      const [logicalId, attribute] = attributePath(value);
      found.push({ logicalId, attribute, place });
    } else if (name === 'Fn::Sub') {
      found.push(...substitutions(value, place));
    } else {
      referencesIn(value, `${place}.${name}`, found);
    }
  }
  return found;
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

function named(logicalId: string, place: string): Reference[] {
  return logicalId.startsWith('AWS::') ? [] : [{ logicalId, place }];
}
