import type { AssemblySource, ResourceSource, StackSource } from '../../lib/rules/assembly/assembly-source';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A change of a synthesized app. */
export type Change = (app: MutableApp) => void;

/**
 * A copy of a synthesized app that a test breaks.
 *
 * Resources go by their construct path below the site, without the `Resource` or `Default` of their L1 at the end:
 * `Website/PrimaryBucket/Bucket`.
 */
export class MutableApp {
  readonly source: { stacks: Writable<StackSource>[] } & Writable<Omit<AssemblySource, 'stacks'>>;

  constructor(original: AssemblySource) {
    this.source = { ...original, stacks: structuredClone(original.stacks) as Writable<StackSource>[] };
  }

  /** A stack, by its role: `Website`. */
  stack(role: string): Writable<StackSource> {
    return found(
      this.source.stacks.find(({ path }) => path.endsWith(`/${role}`)),
      role,
    );
  }

  resource(path: string): Writable<ResourceSource> {
    return this.entry(path)[2];
  }

  logicalId(path: string): string {
    return this.entry(path)[1];
  }

  /** Takes a resource out; what refers to it is left as it is. */
  drop(path: string): void {
    const [stack, id] = this.entry(path);
    delete resourcesOf(stack)[id];
  }

  /** Puts a resource into a stack. */
  add(role: string, logicalId: string, resource: ResourceSource): void {
    resourcesOf(this.stack(role))[logicalId] = resource;
  }

  /** Writes a property, by names and list indexes joined with dots; what is above it is made. */
  set(path: string, place: string, value: unknown): void {
    const [above, name] = this.above(path, place);
    above[name] = value;
  }

  /** Takes a property out, or an element out of a list. */
  remove(path: string, place: string): void {
    const [above, name] = this.above(path, place);
    found(above[name], `${path} ${place}`);
    if (Array.isArray(above)) {
      above.splice(Number(name), 1);
    } else {
      delete above[name];
    }
  }

  get(path: string, place: string): unknown {
    const [above, name] = this.above(path, place);
    return above[name];
  }

  private above(path: string, place: string): [Record<string, unknown>, string] {
    const resource = this.resource(path);
    const names = place.split('.');
    const last = found(names.pop(), place);
    let node = (resource.Properties ??= {}) as Record<string, unknown>;
    for (const name of names) {
      node = (node[name] ??= {}) as Record<string, unknown>;
    }
    return [node, last];
  }

  private entry(path: string): [StackSource, string, Writable<ResourceSource>] {
    for (const stack of this.source.stacks) {
      for (const [id, resource] of Object.entries(stack.template.Resources ?? {})) {
        const construct = stack.constructPaths.get(id)?.replace(/(\/(Resource|Default))+$/, '');
        if (construct?.endsWith(`/${path}`)) {
          return [stack, id, resource];
        }
      }
    }
    throw new Error(`no resource ${path}`);
  }
}

function resourcesOf(stack: StackSource): Record<string, ResourceSource> {
  return found(stack.template.Resources, stack.path);
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) {
    throw new Error(`no ${name}`);
  }
  return value;
}

/** Writes a property. */
export const set =
  (path: string, place: string, value: unknown): Change =>
  (app) =>
    app.set(path, place, value);

/** Takes a property out. */
export const remove =
  (path: string, place: string): Change =>
  (app) =>
    app.remove(path, place);

/** Takes a resource out. */
export const drop =
  (path: string): Change =>
  (app) =>
    app.drop(path);

/** Several changes, one after the other. */
export const all =
  (...changes: Change[]): Change =>
  (app) =>
    changes.forEach((change) => change(app));
