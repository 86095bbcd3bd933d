import type { Resource } from '../assembly/resource';
import type { Stack } from '../assembly/stack';
import { isRecord, Value } from '../assembly/value';

/** A part of a template as it is written, with the resource that it is in, if any. */
export interface Part {
  readonly resource?: Resource;
  readonly node: unknown;
  readonly place: string;
}

/** What a template creates and hands out: the properties of its resources, and its outputs. */
export function* partsOf(stack: Stack): Generator<Part> {
  for (const resource of stack.resources.values()) {
    yield { resource, node: resource.source.Properties, place: 'Properties' };
  }
  for (const [name, output] of Object.entries(stack.source.template.Outputs ?? {})) {
    yield { node: output, place: `Outputs.${name}` };
  }
}

/** Every object below a node, and the node. */
export function* objectsIn(node: unknown, place: string): Generator<[Record<string, unknown>, string]> {
  if (isRecord(node)) {
    yield [node, place];
  }
  for (const [name, value] of typeof node === 'object' && node !== null ? Object.entries(node) : []) {
    yield* objectsIn(value, `${place}.${name}`);
  }
}

/** Every text below a node that is not the text of an `Fn::Sub`. */
export function* literalsIn(node: unknown, place: string): Generator<[string, string]> {
  if (typeof node === 'string') {
    yield [node, place];
  }
  for (const [name, value] of typeof node === 'object' && node !== null ? Object.entries(node) : []) {
    if (name !== 'Fn::Sub') {
      yield* literalsIn(value, `${place}.${name}`);
    }
  }
}

/** A place of a template where there is nothing to resolve. */
export function placed(place: string): Value {
  return new Value(undefined, (raw) => raw, place);
}
