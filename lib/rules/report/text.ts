import type { Finding, Unjudged } from '../finding';
import { groupBy } from '../site';
import { sourcePlace } from './places';
import type { CheckReport } from './json';

/** A check for a person to read. */
export function textOf(
  report: CheckReport,
  options: { readonly verbose?: boolean; readonly synthesizedAt?: Date } = {},
): string {
  const { findings, acknowledged, unjudged, errors, warnings, assembly } = report;
  const inOrder = [...findings].sort((one, other) => one.severity.localeCompare(other.severity));
  const paragraphs = inOrder.map((finding) => paragraph(finding.severity, finding, assembly));
  if (options.verbose) {
    paragraphs.push(
      ...acknowledged.map((one) => paragraph('acknowledged', one, assembly, `because ${one.reason}`)),
      ...unknownParagraphs(unjudged),
    );
  }
  const result =
    errors + warnings === 0 ? 'nothing is wrong' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const more = [
    ...(acknowledged.length > 0 ? [`${acknowledged.length} acknowledged`] : []),
    ...(unjudged.length > 0 ? [`${unjudged.length} could not be judged before deploying`] : []),
  ];
  const hint = more.length > 0 && !options.verbose ? ' (--verbose says which)' : '';
  const age = options.synthesizedAt ? ` of ${options.synthesizedAt.toLocaleString('sv')}` : '';
  return [...paragraphs, [`${assembly}${age}: ${result}`, ...more].join('; ') + hint].join('\n\n');
}

function paragraph(label: string, finding: Finding, assembly: string, last?: string): string {
  const { file, line, column } = sourcePlace(finding, assembly);
  return indented(label, [
    finding.message,
    [finding.path, finding.place].filter(Boolean).join('  '),
    `${file}:${line}:${column}`,
    finding.fix && `instead, ${finding.fix}`,
    finding.page,
    last ?? `acknowledge as ${finding.acknowledgeAs}`,
  ]);
}

/** What is unknown, and all that cannot be judged because of it. */
function unknownParagraphs(unjudged: readonly Unjudged[]): string[] {
  const byValue = groupBy(unjudged, ({ path, why }) => `${path}\n${why}`);
  return [...byValue.values()].map((group) =>
    indented('unknown', [group[0]?.why, group[0]?.path, `not judged by ${group.map(({ id }) => id).join(', ')}`]),
  );
}

function indented(label: string, lines: readonly (string | undefined)[]): string {
  const [first, ...others] = lines.filter(Boolean);
  return [`${label}  ${first}`, ...others.map((line) => `  ${line}`)].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
