import type { OnStep, StepId, StepState } from '../../lib/operate/drill/steps';
import { onStandardError } from './moving-line';
import { progress } from './output';

/** Shows what a drill does. */
export interface DrillProgress {
  readonly onStep: OnStep;
  tell(text: string): void;
  /** Nothing is shown after this. */
  end(): Promise<void>;
}

/** Steps to show. */
export type Titles = readonly { readonly id: StepId; readonly title: string }[];

/** A line for each thing that happens, with its time: for a file, or whoever reads it later. */
export function lines(titles: Titles): DrillProgress {
  const say = (text: string) => progress(`${new Date().toTimeString().slice(0, 8)}  ${text}`);
  return {
    onStep(step, state) {
      const title = titles.find(({ id }) => id === step)?.title;
      if (title !== undefined && state !== 'done') {
        say(state === 'begun' ? title : `${title}: failed`);
      }
    },
    tell: say,
    end: () => Promise.resolve(),
  };
}

interface Task {
  readonly id: StepId;
  readonly title: string;
  readonly ended: Promise<StepState | 'skipped'>;
  readonly end: (state: StepState | 'skipped') => void;
}

/** A list of the steps that is drawn again and again, on a terminal. */
export async function list(titles: Titles): Promise<DrillProgress> {
  const [{ Listr, PRESET_TIMER }, settings] = await Promise.all([import('listr2'), onStandardError()]);
  const tasks = titles.map(({ id, title }): Task => {
    let end: Task['end'] = () => undefined;
    const ended = new Promise<StepState | 'skipped'>((resolve) => (end = resolve));
    return { id, title, ended, end };
  });
  let write: (text: string) => void = () => undefined;
  const listr = new Listr(
    tasks.map(({ title, ended }) => ({
      title,
      task: async (_: unknown, shown: { output: string; skip: (why?: string) => void }) => {
        write = (text) => (shown.output = text);
        const state = await ended;
        if (state === 'skipped') {
          shown.skip();
        } else if (state === 'failed') {
          throw new Error(`${title}: failed`);
        }
      },
      rendererOptions: { outputBar: 12, persistentOutput: true },
    })),
    {
      ...settings,
      exitOnError: false,
      rendererOptions: { ...settings.rendererOptions, timer: PRESET_TIMER },
    },
  );
  const shown = listr.run().catch(() => undefined);
  return {
    onStep(step, state) {
      const index = tasks.findIndex(({ id }) => id === step);
      // a step that was never begun is passed over by the next
      tasks.slice(0, Math.max(index, 0)).forEach(({ end }) => end('skipped'));
      if (state !== 'begun') {
        tasks[index]?.end(state);
      }
    },
    tell: (text) => write(text),
    async end() {
      tasks.forEach(({ end }) => end('skipped'));
      await shown;
    },
  };
}
