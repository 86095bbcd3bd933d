import * as fs from 'node:fs';
import type { AssemblySource } from './assembly-source';
import type { Resource } from './resource';
import { Stack } from './stack';
import { MisshapenValue, UnknownValue } from './value';

/** A synthesized app as rules see it: every resource of every stack, with references resolved. */
export class Assembly {
  readonly stacks: readonly Stack[];
  private readonly byType = new Map<string, Resource[]>();
  private readonly byRef = new Map<string, RefIndex>();
  private readonly byName = new Map<string, Stack>();
  private readonly found = new Map<unknown, unknown>();
  private readonly byPath = new Map<string, Stack>();

  constructor(readonly source: AssemblySource) {
    this.stacks = source.stacks.map((stack) => new Stack(this, stack));
    for (const stack of this.stacks) {
      this.byPath.set(stack.path, stack);
      this.byName.set(`${stack.source.region}/${stack.stackName}`, stack);
      for (const resource of stack.resources.values()) {
        const ofType = this.byType.get(resource.type) ?? [];
        ofType.push(resource);
        this.byType.set(resource.type, ofType);
      }
    }
  }

  /** Every resource of a type, `AWS::S3::Bucket`. */
  all(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /**
   * The resource of a type that `Ref` gives this for: a name that is given, or the token of one that is not.
   *
   * @throws UnknownValue when there is none but one with a name that nobody knows
   */
  find(type: string, ref: string | undefined): Resource | undefined {
    let index = this.byRef.get(type);
    if (!index) {
      index = new RefIndex(this.all(type));
      this.byRef.set(type, index);
    }
    return ref === undefined ? undefined : index.find(ref);
  }

  stackNamed(stackName: string, region: string | undefined): Stack | undefined {
    return this.byName.get(`${region}/${stackName}`);
  }

  /** What a function finds in this app, found once. */
  once<Result>(find: (assembly: Assembly) => Result): Result {
    if (!this.found.has(find)) {
      this.found.set(find, find(this));
    }
    return this.found.get(find) as Result;
  }

  /** Whether `later` is created only when `earlier` is there, in the same stack or in one that is deployed before. */
  isCreatedAfter(later: Resource, earlier: Resource): boolean {
    return later.stack === earlier.stack
      ? later.stack.createdBefore(later.logicalId).has(earlier.logicalId)
      : later.stack.source.dependencies.some((path) => this.isDeployedBy(path, earlier.stack.path));
  }

  /** A text for people: `<construct path>` in place of what stands for a name that only a deployment gives. */
  readable(text: string): string {
    const paths = this.once(pathsByToken);
    return text.replace(/\$\{[^{}]+\}/g, (token) => (paths.has(token) ? `<${paths.get(token)}>` : token));
  }

  /** Keys of the objects in an asset, by its key in the bootstrap bucket; undefined when it is no directory here. */
  filesOf(assetKey: string): readonly string[] | undefined {
    const directory = this.source.assets.get(assetKey);
    return directory !== undefined && fs.statSync(directory).isDirectory() ? listing(directory) : undefined;
  }

  /** Whether a stack, or one that it waits for, is the wanted one; dependencies may be wrong and go in a circle. */
  private isDeployedBy(path: string, wanted: string, seen = new Set<string>()): boolean {
    seen.add(path);
    const dependencies = this.byPath.get(path)?.source.dependencies ?? [];
    return (
      path === wanted ||
      dependencies.some((dependency) => !seen.has(dependency) && this.isDeployedBy(dependency, wanted, seen))
    );
  }
}

class RefIndex {
  private readonly resources = new Map<string, Resource>();
  private unknown?: UnknownValue;

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      try {
        this.resources.set(resource.ref, resource);
      } catch (error) {
        if (!(error instanceof UnknownValue || error instanceof MisshapenValue)) {
          throw error;
        }
        this.unknown = new UnknownValue(`one of the names, as ${error.message}`);
      }
    }
  }

  find(ref: string): Resource | undefined {
    const resource = this.resources.get(ref);
    if (!resource && this.unknown) {
      throw this.unknown;
    }
    return resource;
  }
}

function pathsByToken(assembly: Assembly): Map<string, string> {
  const resources = assembly.stacks.flatMap((stack) => [...stack.resources.values()]);
  return new Map(resources.map(({ token, path }) => [token, path]));
}

function listing(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(directory.length + 1));
}
