import type { Assembly } from './assembly/assembly';
import type { Resource } from './assembly/resource';
import type { Stack } from './assembly/stack';
import type { Value } from './assembly/value';

/** `error`: AWS refuses it, or visitors suffer. `warning`: it costs, surprises or weakens the site. */
export type Severity = 'error' | 'warning';

/** What is wrong at a place, and what to write instead. */
export interface Problem {
  /**
   * The property; one that is not there is a place as well.
   *
   * @default - the resource as a whole
   */
  readonly at?: Value;

  /**
   * What has the place.
   *
   * @default - the resource that is judged
   */
  readonly resource?: Resource;

  /** One sentence that names what is wrong and the value found: `example.com keeps no versions (Suspended)`. */
  readonly wrong: string;

  /** An instruction: `set VersioningConfiguration.Status to Enabled`. */
  readonly write: string;
}

interface CommonRule {
  /** Kebab-case, for good: it is what acknowledgements name. */
  readonly id: string;
  readonly severity: Severity;
  /** What must hold. */
  readonly sentence: string;
  /** AWS's page that says so. */
  readonly page: string;
}

/** A rule about the resources of some types, each judged in the whole app. */
export interface ResourceRule extends CommonRule {
  readonly types: readonly string[];
  check(resource: Resource, assembly: Assembly): Iterable<Problem>;
}

/** A rule about the stacks themselves. */
export interface StackRule extends CommonRule {
  checkStack(stack: Stack, assembly: Assembly): Iterable<Problem>;
}

export type Rule = ResourceRule | StackRule;
