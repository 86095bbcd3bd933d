import type { Changes, Loss } from './changes';
import type { StackComparison } from './comparison';
import { code } from './markdown';

export interface ComparedStack {
  readonly comparison: StackComparison;
  readonly changes: Changes;
}

const SAID_OF_KINDS = {
  new: 'new',
  gone: 'no longer in the app: it stays deployed until it is destroyed',
  unknown: 'not compared: it is in another account, or not of the CDK',
} as const;

/** A row for each stack: what a deployment does to it. */
export function tableOf(stacks: readonly ComparedStack[]): string {
  return [
    '| stack | added | changed | replaced | removed | |',
    '| --- | --: | --: | --: | --: | --- |',
    ...stacks.map(rowOf),
  ].join('\n');
}

function rowOf({ comparison: { stack, kind }, changes }: ComparedStack): string {
  const { added, changed, replaced, maybeReplaced, removed } = changes;
  const perhaps = maybeReplaced > 0 ? `${maybeReplaced} perhaps` : '';
  const replacements = [replaced > 0 ? String(replaced) : '', perhaps].filter(Boolean).join(', ') || '0';
  const counts =
    kind === 'gone' || kind === 'unknown' ? ['', '', '', ''] : [added, changed, replacements, removed].map(String);
  return `| ${[code(stack.path), ...counts, remarkOf(kind, changes)].join(' | ')} |`;
}

function remarkOf(kind: StackComparison['kind'], changes: Changes): string {
  if (kind !== 'changed') {
    return SAID_OF_KINDS[kind];
  }
  if (changes.isContentOnly) {
    return 'content only';
  }
  const total = changes.added + changes.changed + changes.replaced + changes.maybeReplaced + changes.removed;
  if (changes.losses.length > 0) {
    return `⚠️ **${changes.losses.length} stateful**`;
  }
  return total === 0 ? (changes.others > 0 ? 'outputs or parameters only' : 'no difference') : '';
}

/** A line for each stateful resource that does not stay what it is. */
export function lossLine({ how, type, resource, isKept }: Loss): string {
  const kept = how === 'removed' ? 'it is kept, outside of the stack' : 'the old one is kept, the new one is empty';
  const lost = how === 'removed' ? 'it is **deleted**' : 'the old one is **deleted**, the new one is empty';
  return `- ⚠️ ${code(resource)} (${code(type)}) ${how === 'may be replaced' ? how : `is ${how}`}: ${isKept ? kept : lost}`;
}
