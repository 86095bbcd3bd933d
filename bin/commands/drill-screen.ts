import { consent } from './consent';
import { lines, list, type DrillProgress, type Titles } from './drill-progress';
import { isWatched, progress } from './output';

/** What a drill shows, and asks. */
export interface Screen extends DrillProgress {
  /** @param domainName to be typed; undefined when nobody is to be asked */
  confirm(domainName: string | undefined, notice: readonly string[], signal: AbortSignal): Promise<void>;
}

/** On a terminal in two lists, with the question between them; else in lines. */
export async function screen(steps: Titles): Promise<Screen> {
  const show = isWatched() ? list : (titles: Titles) => Promise.resolve(lines(titles));
  const asked = steps.findIndex(({ id }) => id === 'confirm');
  let current = await show(steps.slice(0, asked));
  return {
    onStep: (...step) => current.onStep(...step),
    tell: (text) => current.tell(text),
    end: () => current.end(),
    async confirm(domainName, notice, signal) {
      await current.end();
      if (domainName === undefined) {
        progress(notice.join('\n'));
      } else {
        await consent(domainName, notice, signal);
      }
      current = await show(steps.slice(asked + 1));
    },
  };
}
