import { changesOf } from './changes';
import type { StackComparison } from './comparison';
import { code, fenceFor, plain } from './markdown';
import { renderedDifferences } from './rendered-differences';
import { lossLine, tableOf, type ComparedStack } from './table';

/** Characters that GitHub takes in a comment. */
export const LONGEST_COMMENT = 65_536;
/** What is listed of each, so that the table is never what makes a comment too long. */
const MOST_ROWS = 100;
const MOST_LOSSES = 50;
const LONGEST_LINE = 1_000;
/** Room for what is said of what is left out, and for the end of what is cut. */
const RESERVE = 1_000;

export interface CommentOptions {
  /** What the app's stacks were compared with. */
  readonly against: 'deployed' | 'base';
  /** Why they were not compared with what is deployed. */
  readonly because?: string;
  /** Address of the run that has all of it. */
  readonly run?: string;
  /**
   * Characters of the whole comment, at most.
   *
   * @default - as many as there are
   */
  readonly longest?: number;
}

/** The comment on a pull request: a table, what is lost for good, and the differences folded below; in Markdown of GitHub. */
export function commentOf(comparisons: readonly StackComparison[], options: CommentOptions): string {
  const stacks = comparisons.map((comparison) => ({ comparison, changes: changesOf(comparison) }));
  const { longest = Infinity, run } = options;
  const whole = run === undefined ? '' : ` [The run](<${run}>) has all of it.`;
  let text = [headingOf(options), ...summaryOf(stacks)].join('\n\n');
  if (text.length > longest - RESERVE) {
    return `${headingOf(options)}\n\n**The table alone is too long for a comment.**${whole}\n`;
  }
  let left = 0;
  for (const stack of stacks.filter(
    ({ comparison: { kind, differences } }) => kind !== 'gone' && !differences.isEmpty,
  )) {
    const lines = renderedDifferences(stack.comparison)
      .split('\n')
      .map((line) => (longest === Infinity ? line : shortened(line)));
    const fitting = fittingLines(stack, lines, longest - RESERVE - text.length);
    left += lines.length - fitting.length;
    text += fitting.length > 0 ? `\n\n${folded(stack, fitting)}` : '';
  }
  if (left > 0) {
    text += `\n\n**${left} lines of the differences are left out.**${whole}`;
  }
  return `${text.trimEnd()}\n`;
}

function headingOf({ against, because }: CommentOptions): string {
  const compared =
    against === 'deployed'
      ? 'Compared with the stacks as they are deployed.'
      : 'Compared with the **base branch**, not with what is deployed';
  const reason = against === 'base' ? (because === undefined ? '.' : `: ${plain(because)}.`) : '';
  return `### What a deployment of this would change\n\n${compared}${reason}`;
}

function summaryOf(stacks: readonly ComparedStack[]): string[] {
  if (stacks.every(({ comparison: { kind, differences } }) => kind === 'changed' && differences.isEmpty)) {
    return [`Nothing: no difference in ${stacks.length === 1 ? 'its stack' : `any of the ${stacks.length} stacks`}.`];
  }
  const losses = stacks.flatMap(({ changes }) => changes.losses);
  return [
    tableOf(stacks.slice(0, MOST_ROWS)),
    ...(stacks.length > MOST_ROWS ? [`And ${stacks.length - MOST_ROWS} more stacks.`] : []),
    ...(losses.length > 0 ? [losses.slice(0, MOST_LOSSES).map(lossLine).join('\n')] : []),
    ...(losses.length > MOST_LOSSES ? [`And ${losses.length - MOST_LOSSES} more of them.`] : []),
  ];
}

function folded({ comparison: { stack } }: ComparedStack, lines: readonly string[]): string {
  const text = lines.join('\n');
  const fence = fenceFor(text);
  return `<details><summary>${code(stack.path)}</summary>\n\n${fence}\n${text}\n${fence}\n\n</details>`;
}

/** A line of a value that is long in itself, such as a page of code, would leave no room for others. */
function shortened(line: string): string {
  const more = line.length - LONGEST_LINE;
  return more > 0 ? `${line.slice(0, LONGEST_LINE)} … (${more} more characters)` : line;
}

/** As many of the first lines as there is room for, folded. */
function fittingLines(stack: ComparedStack, lines: readonly string[], room: number): readonly string[] {
  let fitting = lines.length;
  let length = folded(stack, lines).length;
  while (fitting > 0 && length > room) {
    fitting -= 1;
    length -= (lines[fitting] ?? '').length + 1;
  }
  return lines.slice(0, fitting);
}
