import type { Judgement } from '../finding';

/** What `failover check --json` prints. Names and meanings stay; a new `version` says when they do not. */
export interface CheckReport extends Judgement {
  readonly version: 1;
  /** Directory of the assembly, as given. */
  readonly assembly: string;
  readonly errors: number;
  readonly warnings: number;
}

export function checkReport(assembly: string, judgement: Judgement): CheckReport {
  const count = (severity: string) => judgement.findings.filter((finding) => finding.severity === severity).length;
  return { version: 1, assembly, errors: count('error'), warnings: count('warning'), ...judgement };
}
