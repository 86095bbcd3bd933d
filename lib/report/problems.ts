import { advice } from '../operate/parity/advice';
import type { Figure } from '../timeline/timeline';
import { isFinished } from './failovers';
import type { Results } from './results/read';
import type { Kind } from './results/run';

/** Something wrong, or that will hurt another day. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly what: string;
  readonly why?: string;
  /** Commands and settings that mend it. */
  readonly fixes: readonly string[];
  /** AWS's page behind it. */
  readonly page?: string;
  /** Which command found it, and when; absent for a file. */
  readonly found?: { readonly kind: Kind; readonly at: string };
}

/** What commands are called, for a person to type. */
export const COMMANDS: Readonly<Record<Kind, string>> = {
  doctor: 'npm run doctor',
  parity: 'npm run parity',
  drill: 'npm run drill',
  rehearsal: 'npm run rehearse',
};

/** Everything wrong that is known, errors first. */
export function problemsOf(results: Results): Problem[] {
  const all = [
    ...doctorProblems(results),
    ...drillProblems(results),
    ...parityProblems(results),
    ...rehearsalProblems(results),
    ...results.unreadable.map(({ file, why }): Problem => ({
      severity: 'warning',
      what: `${file} cannot be read, so this page says nothing of it`,
      why,
      fixes: ['Remove the file, and run the command that wrote it again.'],
    })),
  ];
  return [...all.filter(({ severity }) => severity === 'error'), ...all.filter(({ severity }) => severity !== 'error')];
}

function doctorProblems({ doctor: { finished } }: Results): Problem[] {
  const checks = finished?.result.checks ?? [];
  return checks.flatMap((check) =>
    check.outcome === 'failed'
      ? check.findings.map(({ fix, ...finding }) => ({ ...finding, fixes: [fix], ...found('doctor', finished?.at) }))
      : [],
  );
}

/** Of the last drill: what was broken before is in the table of all. */
function drillProblems({ drills }: Results): Problem[] {
  const [last] = drills;
  const finished = drills.find(isFinished);
  const broken = finished?.result.figures.filter(({ kept }) => !kept) ?? [];
  return [
    ...(finished && broken.length > 0
      ? [
          {
            severity: 'error' as const,
            what: `the last drill broke ${broken.length === 1 ? 'a promise' : `${broken.length} promises`}`,
            why: told(broken),
            fixes: [COMMANDS.doctor, COMMANDS.drill],
            ...found('drill', finished.at),
          },
        ]
      : []),
    ...(last && !isFinished(last)
      ? [
          {
            severity: 'warning' as const,
            what: last.ended === 'failed' ? 'the last drill failed' : 'the last drill was interrupted',
            why: last.error,
            fixes: [COMMANDS.doctor, COMMANDS.drill],
            ...found('drill', last.at),
          },
        ]
      : []),
  ];
}

function parityProblems({ parity: { finished } }: Results): Problem[] {
  if (!finished) {
    return [];
  }
  const { result } = finished;
  const differing: [Problem['severity'], number, string][] = [
    ['error', result.missing.objects, 'only in the primary: a failover would lose them'],
    ['error', result.stale.objects, 'older or other in the secondary than in the primary'],
    ['warning', result.extra.objects, 'only in the secondary: a failover would bring them back'],
    ['warning', result.headers?.differing ?? 0, 'served with other headers by the secondary'],
  ];
  return differing
    .filter(([, objects]) => objects > 0)
    .map(([severity, objects, what]) => ({
      severity,
      what: `${objects === 1 ? '1 object is' : `${objects} objects are`} ${what}`,
      fixes: advice(result),
      ...found('parity', finished.at),
    }));
}

function rehearsalProblems({ rehearsal: { finished } }: Results): Problem[] {
  const broken = finished?.result.rehearsals.filter(({ kept }) => !kept) ?? [];
  return broken.map(({ timeline, figures }) => ({
    severity: 'error',
    what: `the rehearsal broke a promise: ${timeline.title}`,
    why: told(figures.filter((figure) => !figure.kept)),
    fixes: ['npm run check', `${COMMANDS.rehearsal} -- --scenario ${timeline.scenario}`],
    ...found('rehearsal', finished?.at),
  }));
}

function told(broken: readonly Figure[]): string {
  return broken.map(({ name, note }) => (note === undefined ? name : `${name} (${note})`)).join('; ');
}

function found(kind: Kind, at = ''): Pick<Problem, 'found'> {
  return { found: { kind, at } };
}
