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

type Placed<Node> = readonly [Node, string];

/** Every object below a node, and the node. */
export function objectsIn(node: unknown, place: string): readonly Placed<Record<string, unknown>>[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const known = objectsByNode.get(node) ?? [];
  if (known.length === 0) {
    objectsByNode.set(node, known);
    collectObjects(node, place, known);
  }
  return known;
}

/** Several rules look at every object of a template, each time from the same nodes. */
const objectsByNode = new WeakMap<object, Placed<Record<string, unknown>>[]>();

// no generators: they cost as much as all that the rules do with what is found
function collectObjects(node: unknown, place: string, found: Placed<Record<string, unknown>>[]): void {
  if (isRecord(node)) {
    found.push([node, place]);
  }
  if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      collectObjects(value, `${place}.${name}`, found);
    }
  }
}

/** Every text below a node that is not the text of an `Fn::Sub`. */
export function literalsIn(node: unknown, place: string, found: Placed<string>[] = []): readonly Placed<string>[] {
  if (typeof node === 'string') {
    found.push([node, place]);
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      if (name !== 'Fn::Sub') {
        literalsIn(value, `${place}.${name}`, found);
      }
    }
  }
  return found;
}

/** A place of a template where there is nothing to resolve. */
export function placed(place: string): Value {
  return new Value(undefined, (raw) => raw, place);
}
