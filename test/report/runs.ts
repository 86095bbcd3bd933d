import type { Finding } from '../../lib/operate/doctor/check';
import type { ReportedCheck } from '../../lib/operate/doctor/report/json';
import { figuresOf } from '../../lib/operate/drill/figures';
import type { DrillReport } from '../../lib/operate/drill/report';
import type { ParityReport } from '../../lib/operate/parity/report';
import type { FinishedRun, Kind, UnfinishedRun } from '../../lib/report/results/run';
import type { Rehearsal } from '../../lib/timeline/timeline';
import { PROMISES, timeline } from '../operate/drill/drills';

/** When everything in these tests was run. */
export const AT = '2026-11-26T10:00:00.000Z';

interface Envelope {
  readonly site?: string;
  readonly at?: string;
}

function finished<K extends Kind>(kind: K, result: FinishedRun<K>['result'], envelope: Envelope = {}): FinishedRun<K> {
  const run = { version: 1, kind, site: 'example.com', at: AT, seconds: 2.5, by: 'ops@laptop' };
  return { ...run, ...envelope, ended: 'finished', result } as FinishedRun<K>;
}

export function failedRun<K extends Kind>(kind: K, envelope: Envelope = {}): UnfinishedRun<K> {
  const run = { version: 1, kind, site: 'example.com', at: AT, seconds: 2.5, by: 'ops@laptop' };
  return { ...run, ...envelope, ended: 'failed', error: 'no network' } as UnfinishedRun<K>;
}

export const PASSED: ReportedCheck = { id: 'zone-delegated', title: 'the zone is delegated', outcome: 'passed' };

export function failedCheck(finding: Partial<Finding> = {}): ReportedCheck {
  const what = 'the health check is inverted';
  const base = {
    severity: 'error',
    what,
    why: 'visitors stay at the secondary',
    fix: 'npm run drill -- --restore',
  } as const;
  return {
    id: 'health-check',
    title: 'the health check is in force',
    outcome: 'failed',
    findings: [{ ...base, ...finding }],
  };
}

export function doctorRun(envelope: Envelope = {}, ...checks: readonly ReportedCheck[]): FinishedRun<'doctor'> {
  const all = checks.length === 0 ? [PASSED] : checks;
  const found = all.flatMap((check) => (check.outcome === 'failed' ? check.findings : []));
  const count = (outcome: string) => all.filter((check) => check.outcome === outcome).length;
  const result = {
    version: 1,
    site: 'example.com',
    account: '123456789012',
    errors: found.filter(({ severity }) => severity === 'error').length,
    warnings: found.filter(({ severity }) => severity === 'warning').length,
    passed: count('passed'),
    needless: count('needless'),
    notDeployed: count('not deployed'),
    notAsked: count('not asked'),
    checks: all,
  } as const;
  return finished('doctor', result, envelope);
}

export function drillRun(envelope: Envelope = {}, changes: Partial<DrillReport> = {}): FinishedRun<'drill'> {
  const seen = timeline();
  const figures = figuresOf(seen, PROMISES, { ttls: { PRIMARY: 60_000, SECONDARY: 60_000 } });
  const result: DrillReport = {
    version: 1,
    site: 'example.com',
    healthCheckId: 'abc',
    lever: 'health check',
    began: AT,
    by: 'ops@laptop',
    promises: PROMISES,
    hold: 0,
    kept: figures.every(({ kept }) => kept),
    timeline: seen,
    // as they are written: what is undefined is not there
    figures: JSON.parse(JSON.stringify(figures)) as DrillReport['figures'],
    ...changes,
  };
  return finished('drill', result, envelope);
}

const NONE = { objects: 0, bytes: 0, examined: 0, statuses: {}, examples: [] };

export function parityRun(envelope: Envelope = {}, changes: Partial<ParityReport> = {}): FinishedRun<'parity'> {
  const result: ParityReport = {
    version: 1,
    site: 'example.com',
    asOf: AT,
    seconds: 2.5,
    same: true,
    primary: { bucket: 'primary', region: 'us-east-2', objects: 3, bytes: 30 },
    secondary: { bucket: 'example.com', region: 'us-west-2', objects: 3, bytes: 30 },
    equal: 3,
    missing: NONE,
    stale: NONE,
    extra: NONE,
    underWay: 0,
    atRisk: { objects: 0, bytes: 0 },
    denied: [],
    ...changes,
  };
  return finished('parity', result, envelope);
}

export function rehearsalRun(envelope: Envelope = {}, changes: Partial<Rehearsal> = {}): FinishedRun<'rehearsal'> {
  const { timeline: seen, figures } = drillRun().result;
  const rehearsal: Rehearsal = {
    timeline: { ...seen, kind: 'rehearsal', scenario: 'primary-unavailable', title: 'S3 in us-east-2 answers 503' },
    figures,
    kept: true,
    ...changes,
  };
  return finished('rehearsal', { version: 1, kept: rehearsal.kept, rehearsals: [rehearsal] }, envelope);
}
