import * as os from 'node:os';

/** Ctrl-C, an end that was asked for, and a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

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
  process.on('uncaughtException', (error) => controller.abort(error));
  return {
    signal: controller.signal,
    get status() {
      return status;
    },
  };
}
