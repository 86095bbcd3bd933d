import type { Assembly } from './assembly';
import type { StackSource } from './assembly-source';
import { referencesIn } from './references';
import { Resource } from './resource';
import { resolve } from './resolve';
import { unknown } from './value';

/** A synthesized stack and its resources. */
export class Stack {
  readonly path: string;
  readonly stackName: string;
  readonly resources: ReadonlyMap<string, Resource>;
  private readonly before = new Map<string, Set<string>>();

  constructor(
    readonly assembly: Assembly,
    readonly source: StackSource,
  ) {
    this.path = source.path;
    this.stackName = source.stackName;
    this.resources = new Map(
      Object.entries(source.template.Resources ?? {}).map(([id, resource]) => [id, new Resource(this, id, resource)]),
    );
  }

  /** @throws UnknownValue when the stack may be deployed to any account */
  get account(): string {
    return this.source.account ?? unknown(`the account of ${this.path}`);
  }

  /** @throws UnknownValue when the stack may be deployed to any Region */
  get region(): string {
    return this.source.region ?? unknown(`the Region of ${this.path}`);
  }

  /**
   * A node of the template with its intrinsic function, if it is one, replaced by what it gives.
   *
   * @throws UnknownValue when the template does not tell
   */
  resolve(node: unknown): unknown {
    return resolve(node, this);
  }

  /** Logical ids of what CloudFormation creates before a resource, because that depends on it or refers to it. */
  createdBefore(logicalId: string): ReadonlySet<string> {
    const known = this.before.get(logicalId);
    if (known) {
      return known;
    }
    const before = new Set<string>();
    this.before.set(logicalId, before);
    const resource = this.resources.get(logicalId);
    const references = referencesIn(resource?.source.Properties, 'Properties');
    for (const id of [...(resource?.dependsOn ?? []), ...references.map((reference) => reference.logicalId)]) {
      before.add(id);
      this.createdBefore(id).forEach((earlier) => before.add(earlier));
    }
    return before;
  }
}
