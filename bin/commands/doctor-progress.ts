import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { Result } from '../../lib/operate/doctor/doctor';
import type { Site } from '../../lib/site-config';

/** What somebody who waits is shown, on standard error: a line that moves on a terminal, one that stands elsewhere. */
export interface Progress {
  readonly tell: (result: Result) => void;
  readonly end: () => Promise<void>;
}

export function progressOf({ domainName, account }: Site, checks: number): Progress {
  const title = `asking AWS and public DNS about ${domainName} in ${account}`;
  if (!process.stderr.isTTY) {
    console.error(title);
    return { tell: () => undefined, end: () => Promise.resolve() };
  }
  let answered = 0;
  let show: (text: string) => void = () => undefined;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const tasks = new Listr(
    [
      {
        title,
        task: async (_, task) => {
          show = (text) => (task.title = text);
          await finished;
        },
      },
    ],
    {
      registerSignalListeners: false,
      rendererOptions: {
        // it writes to standard output unless told otherwise
        logger: new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) }),
      },
    },
  );
  const shown = tasks.run();
  return {
    tell: () => show(`${title}: ${++answered} of ${checks}`),
    end: async () => {
      finish();
      await shown;
    },
  };
}
