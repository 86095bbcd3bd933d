import type { Command } from 'commander';
import { operatorMessage } from '../../lib/operate/aws-error';
import { keep } from '../../lib/report/results/keep';
import type { FinishedRun, Kind, Run } from '../../lib/report/results/run';
import { operator } from './operator';
import { progress } from './output';

export interface ResultsOptions {
  readonly results: string;
}

/** What every command takes that keeps what it found, or reads it. */
export function withResults(command: Command): Command {
  return command.option('--results <directory>', 'where what was found is kept for the report', 'results');
}

/** A run whose end is kept: the first that is told. */
export interface Keeping<K extends Kind> {
  finished(result: FinishedRun<K>['result']): void;
  /** @param error why it did not come to its end */
  unfinished(ended: 'interrupted' | 'failed', error: unknown): void;
}

/**
 * A run that begins now. That its end cannot be kept is told, and nothing else comes of it.
 *
 * @param site domain name
 */
export function keeping<K extends Kind>(kind: K, site: string, { results }: ResultsOptions): Keeping<K> {
  const began = Date.now();
  let isKept = false;
  const keepEnd = (end: object) => {
    if (isKept) {
      return;
    }
    isKept = true;
    const at = new Date(began).toISOString();
    const seconds = Math.max(0, Date.now() - began) / 1000;
    try {
      keep(results, { version: 1, kind, site, at, seconds, by: operator(), ...end } as Run);
    } catch (error) {
      progress(`what was found could not be kept for the report: ${(error as Error).message}`);
    }
  };
  return {
    finished: (result) => keepEnd({ ended: 'finished', result }),
    unfinished: (ended, error) => keepEnd({ ended, error: operatorMessage(error) }),
  };
}
