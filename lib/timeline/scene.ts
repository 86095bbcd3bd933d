import type {
  CustomSeriesOption,
  GridComponentOption,
  TitleComponentOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import { causeOf } from './cause';
import type { Figure, Rehearsal } from './timeline';
import { lanesOf } from './lanes';
import { colour } from './look';
import { marksOf } from './marks';
import { seriesOf } from './series';
import { measured, moment, promised, summary, verdict, wrapped } from './words';

export const WIDTH = 1000;
export const MARGIN = 20;
const LEFT = 200;
const RIGHT = 52;
const LANE = 32;
/** Above the lanes: title, what became of it, numbers of the promised moments. */
const HEADING = 76;
const AXIS = 40;
const LINE = 18;
const GAP = 44;
/** Characters in a line of figures. */
const COLUMN = 74;

/** One rehearsal's part of the picture. */
export interface Scene {
  readonly height: number;
  readonly title: TitleComponentOption[];
  readonly grid: GridComponentOption;
  readonly xAxis: XAXisComponentOption;
  readonly yAxis: YAXisComponentOption;
  readonly series: CustomSeriesOption[];
}

/** @param grid how many scenes are above it */
export function sceneOf({ timeline, figures }: Rehearsal, grid: number, top: number): Scene {
  const lanes = lanesOf(timeline);
  const below = top + HEADING + lanes.length * LANE;
  const width = WIDTH - LEFT - RIGHT;
  const isBroken = figures.some(({ kept }) => !kept);
  const { began, ended } = causeOf(timeline);
  const columns = [columnOf(`after ${began}`, figures, 'outage'), columnOf(`after ${ended}`, figures, 'recovery')];
  return {
    height: HEADING + lanes.length * LANE + AXIS + Math.max(...columns.map(({ length }) => length)) * LINE + GAP,
    title: [
      text(timeline.title, MARGIN, top, {
        fontSize: 16,
        fontWeight: 'bold',
        width: WIDTH - 2 * MARGIN,
        overflow: 'truncate',
      }),
      text(summary(figures), MARGIN, top + 25, {
        color: colour(isBroken ? 'broken' : 'faint'),
        fontWeight: isBroken ? 'bold' : 'normal',
      }),
      ...columns.flatMap((column, index) =>
        column.map(({ line, style }, row) =>
          text(line, MARGIN + (index * (WIDTH - 2 * MARGIN)) / 2, below + AXIS + row * LINE, style),
        ),
      ),
    ],
    grid: { left: LEFT, right: RIGHT, top: top + HEADING, height: lanes.length * LANE, containLabel: false },
    xAxis: {
      gridIndex: grid,
      type: 'value',
      min: 0,
      max: timeline.duration,
      interval: stepOf(timeline.duration),
      axisLabel: {
        color: colour('faint'),
        formatter: (value) => (value % stepOf(timeline.duration) === 0 ? moment(value) : ''),
      },
      axisLine: { show: true, lineStyle: { color: colour('line') } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    yAxis: {
      gridIndex: grid,
      type: 'category',
      inverse: true,
      data: lanes.map(({ name }) => name),
      axisLabel: { color: colour('text'), width: LEFT - MARGIN - 8, overflow: 'truncate' },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: seriesOf(timeline, lanes, marksOf(figures, timeline), grid, width),
  };
}

type Style = NonNullable<TitleComponentOption['textStyle']>;

export function text(words: string, left: number, top: number, style: Style = {}): TitleComponentOption {
  const textStyle: Style = { color: colour('text'), fontSize: 12, fontWeight: 'normal', ...style };
  return { text: words, left, top, padding: 0, textStyle };
}

/** The figures since a moment, with their numbers among all. */
function columnOf(
  title: string,
  figures: readonly Figure[],
  since: Figure['since'],
): { line: string; style?: Style }[] {
  const lines = figures.flatMap((figure, index) => {
    if (figure.since !== since) {
      return [];
    }
    const color = colour(figure.kept ? 'text' : 'broken');
    return wrapped(`${index + 1}  ${sentence(figure)}`, COLUMN, '     ').map((line) => ({ line, style: { color } }));
  });
  return lines.length === 0 ? [] : [{ line: title, style: { fontWeight: 'bold' } }, ...lines];
}

function sentence(figure: Figure): string {
  const limit = figure.promised === undefined ? '' : ` (promised: ${promised(figure)})`;
  const took = measured(figure) === '-' ? '' : `: ${measured(figure)}`;
  const outcome = verdict(figure) && `, ${verdict(figure)}`;
  return `${figure.name}${took}${limit}${outcome}${figure.note === undefined ? '' : `; ${figure.note}`}`;
}

/** Milliseconds from one label of the axis to the next: the shortest that leaves them room. */
function stepOf(duration: number): number {
  const steps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 1800].map((seconds) => seconds * 1000);
  return steps.find((step) => duration / step <= 14) ?? 3_600_000;
}
