import type { Finding } from '../judge';
import { sourcePlace } from './places';
import type { CheckReport } from './json';

/** A check for a person to read. */
export function textOf(report: CheckReport, options: { readonly verbose?: boolean } = {}): string {
  const { findings, acknowledged, unjudged, errors, warnings, assembly } = report;
  const paragraphs = findings.map((finding) => paragraph(finding, assembly));
  if (options.verbose) {
    paragraphs.push(
      ...acknowledged.map((one) => `${paragraph(one, assembly)}\n         acknowledged: ${one.reason}`),
      ...unjudged.map(({ id, path, why }) => `unknown  ${path}\n         ${why}: not judged by ${id}`),
    );
  }
  const result =
    errors + warnings === 0 ? 'nothing is wrong' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const more = [
    ...(acknowledged.length > 0 ? [`${acknowledged.length} acknowledged`] : []),
    ...(unjudged.length > 0 ? [`${unjudged.length} could not be judged before deploying`] : []),
  ];
  const hint = more.length > 0 && !options.verbose ? ' (--verbose says which)' : '';
  return [...paragraphs, [`${assembly}: ${result}`, ...more].join('; ') + hint].join('\n\n');
}

function paragraph(finding: Finding, assembly: string): string {
  const { file, line, column } = sourcePlace(finding, assembly);
  return [
    `${finding.severity.padEnd(7)}  ${finding.message}`,
    ...[
      [finding.path, finding.place].filter(Boolean).join('  '),
      `${file}:${line}:${column}`,
      finding.fix,
      finding.page,
      `acknowledge as ${finding.acknowledgeAs}`,
    ]
      .filter(Boolean)
      .map((text) => `         ${text}`),
  ].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
