import { progress } from './output';

export interface ProgressLine {
  tell(text: string): void;
  /** Nothing of it is left on a terminal. */
  end(): void;
}

/** Milliseconds between what is shown: on a terminal, and in a file. */
const SHOWN = 100;
const WRITTEN = 10_000;

/** On standard error: a line that is written again and again on a terminal, and now and then a new one elsewhere. */
export function progressLine(): ProgressLine {
  const { stderr } = process;
  let last = stderr.isTTY ? -Infinity : performance.now();
  return {
    tell(text) {
      if (performance.now() - last < (stderr.isTTY ? SHOWN : WRITTEN)) {
        return;
      }
      last = performance.now();
      if (stderr.isTTY) {
        stderr.write(`\r${text.slice(0, stderr.columns - 1)}\u001b[K`);
      } else {
        progress(text);
      }
    },
    end() {
      if (stderr.isTTY) {
        stderr.write('\r\u001b[K');
      }
    },
  };
}
