import type { ResourceSource } from './assembly-source';
import { attributeOf, refOf } from './attributes';
import type { Stack } from './stack';
import { Value } from './value';

/** A resource of a synthesized template, its references resolved. */
export class Resource {
  readonly type: string;
  /** Construct path, else the stack's with the logical id. */
  readonly path: string;
  /**
   * What stands for the physical id that only a deployment gives: equal in every place that refers to the resource,
   * so that rules can follow references by comparing. In lower case, as it becomes part of host names.
   */
  readonly token: string;
  private readonly properties: Value;
  private knownRef?: string;

  constructor(
    readonly stack: Stack,
    readonly logicalId: string,
    readonly source: ResourceSource,
  ) {
    this.type = source.Type;
    this.path = stack.source.constructPaths.get(logicalId) ?? `${stack.path}/${logicalId}`;
    this.token = `\${${stack.path}.${logicalId}}`.toLowerCase();
    this.properties = new Value(source.Properties, (raw) => stack.resolve(raw), 'Properties');
  }

  /** What `Ref` gives: a name that is given, or the token. */
  get ref(): string {
    return (this.knownRef ??= refOf(this));
  }

  /** What `Fn::GetAtt` gives; a token where only a deployment knows. */
  attribute(name: string): string {
    return attributeOf(this, name);
  }

  attributeToken(name: string): string {
    return `\${${this.stack.path}.${this.logicalId}.${name}}`.toLowerCase();
  }

  /** A property, by names joined with dots. */
  at(names: string): Value {
    return this.properties.at(names);
  }

  /** Logical ids in `DependsOn`. */
  get dependsOn(): readonly string[] {
    const { DependsOn: ids = [] } = this.source;
    return typeof ids === 'string' ? [ids] : ids;
  }
}
