/** A synthesized stack as it lies in an assembly, nothing resolved. */
export interface StackSource {
  /** Construct path, `example.com/Website`. */
  readonly path: string;
  readonly stackName: string;
  /** Absent when the stack may be deployed to any account. */
  readonly account?: string;
  /** Absent when the stack may be deployed to any Region. */
  readonly region?: string;
  /** Name of the template in the assembly. */
  readonly templateFile: string;
  readonly template: Template;
  /** Construct paths by logical id. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** Where the code creates a resource, by logical id: `<file>:<line>:<column>`. */
  readonly createdAt: ReadonlyMap<string, string>;
  /** Paths of the stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
}

/** The sections of a template that rules read. */
export interface Template {
  readonly Resources?: Record<string, ResourceSource>;
  readonly Outputs?: Record<string, { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown } }>;
  readonly Parameters?: Record<string, unknown>;
  readonly Conditions?: Record<string, unknown>;
  readonly Mappings?: Record<string, unknown>;
}

export interface ResourceSource {
  readonly Type: string;
  readonly Properties?: unknown;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Record<string, unknown>;
}

/** A rule that need not hold at a construct or below it, and why. */
export interface Acknowledgement {
  /** Construct path. */
  readonly path: string;
  /** `<plugin>::<rule>`. */
  readonly id: string;
  readonly reason: string;
}

/** All that rules know of an app: what `cdk synth` wrote. */
export interface AssemblySource {
  readonly stacks: readonly StackSource[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** Files and directories that deployments upload, by the key that they get in the bootstrap bucket. */
  readonly assets: ReadonlyMap<string, string>;
}
