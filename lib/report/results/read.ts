import * as fs from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod';
import { directoryOf, DRILLS, fileNames } from './files';
import { RUNS, type FinishedRun, type Kind, type Run, type UnfinishedRun } from './run';

/** The last runs of a command. */
export interface Last<K extends Kind> {
  readonly finished?: FinishedRun<K>;
  /** Only when it is later. */
  readonly unfinished?: UnfinishedRun<K>;
}

/** What is kept of a site. */
export interface Results {
  readonly doctor: Last<'doctor'>;
  readonly parity: Last<'parity'>;
  readonly rehearsal: Last<'rehearsal'>;
  /** The latest first. */
  readonly drills: readonly Run<'drill'>[];
  /** Files that cannot be read, or hold something else. */
  readonly unreadable: readonly Unreadable[];
}

export interface Unreadable {
  readonly file: string;
  readonly why: string;
}

/** Reads what is kept of a site; a directory that is not there holds nothing. */
export function readResults(results: string, site: string): Results {
  const directory = directoryOf(results, site);
  const unreadable: Unreadable[] = [];
  const read = <K extends Kind>(kind: K, name: string): Run<K> | undefined => {
    const file = path.join(directory, name);
    try {
      return parse(kind, site, fs.readFileSync(file, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        unreadable.push({ file, why: reason(error) });
      }
      return undefined;
    }
  };
  const last = <K extends Exclude<Kind, 'drill'>>(kind: K): Last<K> => {
    const names = fileNames(kind);
    const [finished, unfinished] = [read(kind, names.finished), read(kind, names.unfinished)];
    const isLater =
      finished === undefined || (unfinished !== undefined && Date.parse(unfinished.at) > Date.parse(finished.at));
    return {
      ...(finished?.ended === 'finished' && { finished: finished as FinishedRun<K> }),
      ...(unfinished !== undefined &&
        unfinished.ended !== 'finished' &&
        isLater && { unfinished: unfinished as UnfinishedRun<K> }),
    };
  };
  const drills = drillNames(directory, unreadable).flatMap((name) => read('drill', path.join(DRILLS, name)) ?? []);
  return {
    doctor: last('doctor'),
    parity: last('parity'),
    rehearsal: last('rehearsal'),
    drills: drills.sort((one, other) => Date.parse(other.at) - Date.parse(one.at)),
    unreadable,
  };
}

function drillNames(directory: string, unreadable: Unreadable[]): string[] {
  const drills = path.join(directory, DRILLS);
  try {
    return fs.readdirSync(drills).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      unreadable.push({ file: drills, why: reason(error) });
    }
    return [];
  }
}

/** @throws Error that says what is wrong with it */
function parse<K extends Kind>(kind: K, site: string, text: string): Run<K> {
  const run = RUNS[kind].parse(JSON.parse(text)) as Run<K>;
  if (run.site !== site) {
    throw new Error(`site must be ${site}, got: ${run.site}`);
  }
  return run;
}

/** In a line: of many problems the first. */
function reason(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.')}: ${issue?.message}`;
  }
  return error instanceof SyntaxError ? `it is no JSON: ${error.message}` : (error as Error).message;
}
