import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { ALL_RULES } from '../all-rules';
import { FOUND_IN_PASSING, type Finding } from '../finding';
import type { CheckReport } from './json';
import { sourcePlace } from './places';

/**
 * A check for code scanning: each finding at the line of our code that creates what it is about.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifOf({ findings, acknowledged, assembly }: CheckReport): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'failover check', rules: ruleDescriptors([...findings, ...acknowledged]) } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map((finding) => resultOf(finding, assembly)),
          ...acknowledged.map((finding) => ({
            ...resultOf(finding, assembly),
            suppressions: [{ kind: 'inSource' as const, justification: finding.reason }],
          })),
        ],
      },
    ],
  };
}

function ruleDescriptors(findings: readonly Finding[]): ReportingDescriptor[] {
  const ours = [...ALL_RULES, ...Object.values(FOUND_IN_PASSING)].map(
    ({ id, sentence, page, severity }): ReportingDescriptor => ({
      id,
      shortDescription: { text: sentence },
      helpUri: page,
      help: { text: `${sentence} ${page}` },
      defaultConfiguration: { level: severity },
    }),
  );
  const known = new Set(ours.map(({ id }) => id));
  const others = new Set(findings.map(({ id }) => id).filter((id) => !known.has(id)));
  return [...ours, ...[...others].map((id) => ({ id }))];
}

function resultOf(finding: Finding, assembly: string): Result {
  const { file, line, column } = sourcePlace(finding, assembly);
  const { id, severity, message, fix, path: construct, place, acknowledgeAs } = finding;
  return {
    ruleId: id,
    level: severity,
    message: {
      text: [message, fix && `Instead, ${fix}`, `Acknowledge as ${acknowledgeAs}`, '']
        .filter((part) => part !== undefined)
        .join('. ')
        .trim(),
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: path.isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file) },
          region: { startLine: line, startColumn: column },
        },
        logicalLocations: [{ fullyQualifiedName: construct, kind: 'resource' }],
      },
    ],
    // the same line may create many resources: what a finding is about tells one run's from the next one's
    partialFingerprints: { 'failover/v1': [id, construct, place ?? ''].join(' ') },
  };
}
