import type { CustomSeriesOption } from 'echarts';
import { groupBy } from '../rules/site';
import type { Figure, Timeline } from './timeline';
import { colour } from './look';

/** In the legend. */
export const PROMISED = 'promised at the latest';
/** Marks nearer than this share a label, in pixels. */
const MARK = 16;

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
  const sorted = [...marks].sort((one, other) => one.at - other.at);
  const groups = groupBy(sorted, ({ at }) => {
    start = at - start > MARK * pixel ? at : start;
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
