import type { CustomSeriesOption } from 'echarts';
import { groupBy } from '../rules/site';
import type { Figure, Timeline } from './timeline';
import { colour } from './look';

/** In the legend. */
export const PROMISED = 'promised at the latest';
/** Marks nearer than this share a label, in pixels; or nearer than the label is wide. */
const MARK = 16;
/** Width of a character of a label, and the gap to the next, about: there is no font to measure. */
const CHARACTER = 7;
const GAP = 8;

/** A promised moment. */
export interface Mark {
  readonly at: number;
  /** Of the figure, in the list below the lanes. */
  readonly number: number;
}

export function marksOf(figures: readonly Figure[], { outage }: Timeline): Mark[] {
  return figures.flatMap(({ promised, since }, index) =>
    promised === undefined
      ? []
      : [{ at: promised + (since === 'outage' ? outage.from : outage.until), number: index + 1 }],
  );
}

/**
 * Dashed, with the numbers of their figures above; those close together are labelled once.
 *
 * @param pixel how many milliseconds it shows
 */
export function promisedLines(
  marks: readonly Mark[],
  pixel: number,
): Pick<CustomSeriesOption, 'name' | 'itemStyle' | 'markLine'> {
  let start = -Infinity;
  let label = '';
  const sorted = [...marks].sort((one, other) => one.at - other.at);
  const groups = groupBy(sorted, ({ at, number }) => {
    // both are centred on their marks
    const widths = ((label.length + String(number).length) / 2) * CHARACTER + GAP;
    const isNext = at - start > Math.max(MARK, widths) * pixel;
    label = isNext ? String(number) : `${label}, ${number}`;
    start = isNext ? at : start;
    return start;
  });
  return {
    name: PROMISED,
    itemStyle: { color: colour('promise') },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: colour('promise'), type: 'dashed', width: 1.5 },
      label: { position: 'start', color: colour('promise'), fontWeight: 'bold', textBorderWidth: 0, formatter: '{b}' },
      data: [...groups.values()].flatMap((group) => {
        const name = group.map(({ number }) => number).join(', ');
        const moments = [...new Set(group.map(({ at }) => at))];
        return moments.map((xAxis, index) => ({ xAxis, name: index === 0 ? name : '' }));
      }),
    },
  };
}
