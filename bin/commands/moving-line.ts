import { isWatched, progress } from './output';

/** A line that says how far something is: it moves on a terminal, and is written now and then elsewhere. */
export interface MovingLine {
  tell(text: string): void;
  /** Nothing is shown after this. */
  end(): Promise<void>;
}

/** Milliseconds from one line to the next, on a terminal and in a file. */
const SHOWN = 100;
const WRITTEN = 10_000;

/** On standard error, so that what is printed for machines can be piped. */
export async function movingLine(title: string): Promise<MovingLine> {
  const isTerminal = isWatched();
  const line = isTerminal ? await onTerminal(title) : inFile(title);
  let last = performance.now();
  return {
    tell(text) {
      if (performance.now() - last >= (isTerminal ? SHOWN : WRITTEN)) {
        last = performance.now();
        line.tell(text);
      }
    },
    end: () => line.end(),
  };
}

function inFile(title: string): MovingLine {
  progress(title);
  return { tell: progress, end: () => Promise.resolve() };
}

async function onTerminal(title: string): Promise<MovingLine> {
  const { Listr } = await import('listr2');
  let show: (text: string) => void = () => undefined;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const list = new Listr(
    {
      title,
      task: async (_, task) => {
        show = (text) => (task.title = `${title}: ${text}`);
        await finished;
      },
    },
    await onStandardError(),
  );
  const running = list.run();
  return {
    tell: (text) => show(text),
    async end() {
      finish();
      await running;
    },
  };
}

/** Settings of listr2, which writes to standard output unless told otherwise, and takes signals for itself. */
export async function onStandardError() {
  const { ListrLogger, ProcessOutput } = await import('listr2');
  return {
    registerSignalListeners: false,
    // of standard error, whatever standard output is
    forceTTY: true,
    rendererOptions: {
      logger: new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) }),
    },
  } as const;
}
