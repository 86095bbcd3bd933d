import type { Site } from '../site-config';
import { ageOf, FRESH_DAYS } from './age';
import { isFinished } from './failovers';
import { COMMANDS, type Problem } from './problems';
import type { Results } from './results/read';
import type { Kind, Run, UnfinishedRun } from './results/run';

/** The page in one sentence. */
export interface Judgement {
  readonly state: 'well' | 'wrong' | 'not known';
  readonly sentence: string;
  /** What is not known, each with the command that would tell. */
  readonly unknown: readonly string[];
}

/** Whether a site would fail over, as far as what is kept of it tells. */
export function judge(site: Site, results: Results, problems: readonly Problem[], now: Date): Judgement {
  const unknown = [...doctorGaps(results, now), ...drillGaps(site, results, now), ...parityGaps(results, now)];
  const [errors, warnings] = (['error', 'warning'] as const).map(
    (severity) => problems.filter((problem) => problem.severity === severity).length,
  ) as [number, number];
  const { domainName } = site;
  if (errors > 0) {
    const count = [counted(errors, 'error'), ...(warnings > 0 ? [counted(warnings, 'warning')] : [])].join(', ');
    return { state: 'wrong', sentence: `Something is wrong with ${domainName}: ${count}`, unknown };
  }
  if (unknown.length > 0) {
    const never = results.drills.some(isFinished) ? '' : ': it was never drilled';
    return { state: 'not known', sentence: `It is not known whether ${domainName} would fail over${never}`, unknown };
  }
  const but = warnings > 0 ? `, with ${counted(warnings, 'warning')}` : '';
  return { state: 'well', sentence: `${domainName} would fail over${but}`, unknown };
}

function doctorGaps({ doctor: { finished, unfinished } }: Results, now: Date): string[] {
  if (!finished) {
    return [never('doctor', 'The doctor has not examined it')];
  }
  const { notAsked, notDeployed } = finished.result;
  return [
    ...stale('doctor', 'What the doctor found is stale', finished, now),
    ...(notDeployed > 0 ? ['It was not deployed when the doctor looked: npm run deploy.'] : []),
    ...(notAsked > 0
      ? [`The doctor could not ask ${counted(notAsked, 'thing')}, listed below: ${COMMANDS.doctor}.`]
      : []),
    ...(unfinished ? [since('doctor', 'The doctor', unfinished)] : []),
  ];
}

function drillGaps({ mode, secondaryEndpoint }: Site, { drills }: Results, now: Date): string[] {
  const last = drills.find(isFinished);
  if (!last) {
    return [never('drill', 'It was never drilled')];
  }
  const { promises, lever } = last.result;
  const isOther =
    promises.secondarySpeaksHttps !== (secondaryEndpoint === 'https') || (lever === 'switch') !== mode.usesSwitch;
  return [
    ...stale('drill', 'The last drill is stale', last, now),
    ...(isOther ? [`It was last drilled in another mode: ${COMMANDS.drill}.`] : []),
  ];
}

function parityGaps({ parity: { finished, unfinished } }: Results, now: Date): string[] {
  if (!finished) {
    return [never('parity', 'The buckets were not compared')];
  }
  return [
    ...stale('parity', 'The comparison of the buckets is stale', finished, now),
    ...(unfinished ? [since('parity', 'A comparison', unfinished)] : []),
  ];
}

function since(kind: Kind, who: string, { ended, error }: UnfinishedRun): string {
  return `${who} ${ended === 'failed' ? 'failed' : 'was interrupted'} since (${error}): ${COMMANDS[kind]}.`;
}

function never(kind: Kind, what: string): string {
  return `${what}: ${COMMANDS[kind]}.`;
}

function stale(kind: Kind, what: string, { at }: Pick<Run, 'at'>, now: Date): string[] {
  const { text, isStale } = ageOf(kind, at, now);
  return isStale ? [`${what} (${text}; fresh for ${FRESH_DAYS[kind]} days): ${COMMANDS[kind]}.`] : [];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
