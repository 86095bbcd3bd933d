import { fullDiff, type TemplateDiff } from '@aws-cdk/cloudformation-diff';
import { identityOf, type AnyTemplate, type StackTemplate } from './stack-template';

/** A stack that both sides know, or one of them alone. */
export interface StackComparison {
  readonly stack: Omit<StackTemplate, 'template'>;
  /**
   * - `changed`: on both sides, with differences or none
   * - `new`: it is not there yet
   * - `gone`: the app no longer has it; a deployment leaves it as it is
   * - `unknown`: what is deployed could not be asked
   */
  readonly kind: 'changed' | 'new' | 'gone' | 'unknown';
  readonly differences: TemplateDiff;
}

/** What is there now of one of the app's stacks. */
export type Before = AnyTemplate | 'not there' | 'unknown';

/**
 * Compares each stack of the app with what is there of it.
 *
 * @param before one for each of the `after`, in their order
 * @param base the stacks that the app had, of which some may be gone
 */
export function compared(
  after: readonly StackTemplate[],
  before: readonly Before[],
  base: readonly StackTemplate[],
): StackComparison[] {
  const known = new Set(after.map(identityOf));
  return [
    ...after.map((stack, index) => comparisonOf(stack, before[index] ?? 'not there')),
    ...base
      .filter((stack) => !known.has(identityOf(stack)))
      .map((stack): StackComparison => ({ stack, kind: 'gone', differences: fullDiff(stack.template, {}) })),
  ];
}

function comparisonOf(stack: StackTemplate, before: Before): StackComparison {
  const there = typeof before === 'string' ? {} : before;
  const kinds = { 'not there': 'new', unknown: 'unknown' } as const;
  return {
    stack,
    kind: typeof before === 'string' ? kinds[before] : 'changed',
    differences: before === 'unknown' ? fullDiff({}, {}) : fullDiff(there, stack.template),
  };
}

/** The template that each stack has in another assembly. */
export function inBase(after: readonly StackTemplate[], base: readonly StackTemplate[]): Before[] {
  const templates = new Map(base.map((stack) => [identityOf(stack), stack.template]));
  return after.map((stack) => templates.get(identityOf(stack)) ?? 'not there');
}
