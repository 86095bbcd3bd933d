import { Aws } from '../operate/aws';
import { compared, inBase, type StackComparison } from './comparison';
import { deployedTemplates } from './deployed-templates';
import { stacksOfUntrusted } from './untrusted-assembly';

export interface ComparisonOptions {
  /** Compares with what is deployed. */
  readonly deployed?: boolean;
  /** Directory of the assembly of before: compared with, unless `deployed`; either way it tells which stacks are gone. */
  readonly base?: string;
  /** Of the AWS configuration files. */
  readonly profile?: string;
}

/**
 * Compares the stacks of an assembly with what is there of them.
 *
 * @throws Error that says what to do; Error of the SDK
 */
export async function comparisonsOf(assembly: string, options: ComparisonOptions): Promise<StackComparison[]> {
  const after = stacksOfUntrusted(assembly);
  const base = options.base === undefined ? [] : stacksOfUntrusted(options.base);
  const before = options.deployed ? await deployedTemplates(new Aws(options), after) : inBase(after, base);
  return compared(after, before, base);
}
