import * as os from 'node:os';
import { operatorMessage } from '../../lib/operate/aws-error';
import { progress } from './output';
import { Status } from './status';

/** Ctrl-C, Ctrl-\\, an end that was asked for, and a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  readonly signal: AbortSignal;
  /** Exit status of what was interrupted; undefined when it was not. */
  readonly status: number | undefined;
}

/**
 * Turns the signals that would end the process into an abortion of what it does.
 *
 * @param told each signal, and whether it is the first
 */
export function interruption(told?: (signal: string, isFirst: boolean) => void): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  for (const name of SIGNALS) {
    process.on(name, () => {
      const isFirst = status === undefined;
      status ??= 128 + os.constants.signals[name];
      told?.(name, isFirst);
      controller.abort(new Error(`interrupted by ${name}`));
    });
  }
  // what nobody foresaw is no reason to leave a site as it is
  process.on('uncaughtException', (error) => {
    endsBadly(error);
    controller.abort(error);
  });
  return {
    signal: controller.signal,
    get status() {
      return status;
    },
  };
}

/** Should nobody else say it, as when all is done and the report does not fit on the disk. */
function endsBadly(error: unknown): void {
  process.once('exit', (status) => {
    if (status < Number(Status.CouldNotRun)) {
      progress(operatorMessage(error));
      process.exitCode = Status.CouldNotRun;
    }
  });
}

/** Ctrl-Z would leave what was changed as it is: it is told, and nothing else comes of it. */
export function unsuspended(told: () => void): void {
  process.on('SIGTSTP', told);
}
