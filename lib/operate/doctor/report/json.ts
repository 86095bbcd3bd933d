import type { Result } from '../doctor';
import type { Outcome } from '../outcome';
import type { Site } from '../../../site-config';

/** What `failover doctor --json` prints. Names and meanings stay; a new `version` says when they do not. */
export interface DoctorReport {
  readonly version: 1;
  /** Domain name. */
  readonly site: string;
  readonly account: string;
  readonly errors: number;
  readonly warnings: number;
  /** Of checks. */
  readonly passed: number;
  readonly needless: number;
  readonly notDeployed: number;
  readonly notAsked: number;
  readonly checks: readonly ReportedCheck[];
}

export type ReportedCheck = { readonly id: string; readonly title: string } & Outcome;

export function doctorReport(site: Site, results: readonly Result[]): DoctorReport {
  const findings = results.flatMap(({ outcome }) => (outcome.outcome === 'failed' ? outcome.findings : []));
  const countFindings = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const count = (outcome: Outcome['outcome']) => results.filter((result) => result.outcome.outcome === outcome).length;
  return {
    version: 1,
    site: site.domainName,
    account: site.account,
    errors: countFindings('error'),
    warnings: countFindings('warning'),
    passed: count('passed'),
    needless: count('needless'),
    notDeployed: count('not deployed'),
    notAsked: count('not asked'),
    checks: results.map(({ check: { id, title }, outcome }) => ({ id, title, ...outcome })),
  };
}
