import type { CustomSeriesOption, CustomSeriesRenderItem } from 'echarts';
import type { Timeline } from './timeline';
import { HEALTHY_SHARE, HEALTH_LANE, type Lane, type State } from './lanes';
import { colour, FONT, HEALTH_BACKGROUND, LOOKS } from './look';
import { promisedLines, type Mark } from './marks';

/** Height of a block, in pixels. */
const BLOCK = 24;
/** Width of a character, about: there is no font to measure. */
const CHARACTER = 6.6;
const PADDING = 6;

/** What stands in the lanes of one rehearsal, from the bottom up. */
export function seriesOf(
  timeline: Timeline,
  lanes: readonly Lane[],
  marks: readonly Mark[],
  grid: number,
  width: number,
) {
  const base = { type: 'custom' as const, xAxisIndex: grid, yAxisIndex: grid, silent: true, animation: false };
  const states = Object.keys(LOOKS) as State[];
  const { from, until } = timeline.outage;
  return [
    { ...base, data: lanes.map((_, lane) => [lane, 0, timeline.duration, 1]), renderItem: drawBackground },
    ...states.map((state) => ({
      ...base,
      name: LOOKS[state].name,
      itemStyle: { color: LOOKS[state].fill, decal: LOOKS[state].decal },
      data: lanes.flatMap(({ blocks }, lane) =>
        blocks.filter((block) => block.state === state).map((block) => [lane, block.from, block.until, block.share]),
      ),
      renderItem: drawBlock(state),
    })),
    {
      ...base,
      data: [],
      renderItem: drawBackground,
      markArea: {
        silent: true,
        itemStyle: { color: colour('shade'), opacity: 0.16 },
        data: [[{ xAxis: from }, { xAxis: until }]],
      },
    },
    { ...base, data: [[HEALTH_LANE, 0, timeline.duration, HEALTHY_SHARE]], renderItem: drawLimit },
    ...lanes.map(({ labels }, lane) => ({
      ...base,
      // above the promised moments
      z: 10,
      data: labels.map((label) => [lane, label.from, label.until, 1]),
      renderItem: drawLabel(labels),
    })),
    { ...base, ...promisedLines(marks, timeline.duration / width), data: [], renderItem: drawBackground },
  ] satisfies CustomSeriesOption[];
}

type Api = Parameters<CustomSeriesRenderItem>[1];

/** The rectangle of an item `[lane, from, until, share]`. */
function boxOf(api: Api) {
  const [lane, share] = [api.value(0), Number(api.value(3))];
  const [left = 0, middle = 0] = api.coord([api.value(1), lane]);
  const [right = 0] = api.coord([api.value(2), lane]);
  const height = BLOCK * share;
  return { x: left, y: middle + BLOCK / 2 - height, width: Math.max(right - left, 1), height };
}

const drawBackground: CustomSeriesRenderItem = (_, api) => ({
  type: 'rect',
  shape: boxOf(api),
  style: { fill: api.value(0) === HEALTH_LANE ? HEALTH_BACKGROUND : colour('lane') },
});

function drawBlock(state: State): CustomSeriesRenderItem {
  return (_, api) => ({
    type: 'rect',
    shape: boxOf(api),
    style: { fill: LOOKS[state].fill, decal: api.visual('decal') },
  });
}

const drawLimit: CustomSeriesRenderItem = (_, api) => {
  const { x, y, width } = boxOf(api);
  return {
    type: 'group',
    children: [
      {
        type: 'line',
        shape: { x1: x, y1: y, x2: x + width, y2: y },
        style: { stroke: '#20180b', lineWidth: 1, lineDash: [2, 3] },
      },
      {
        type: 'text',
        x: x + width + 5,
        y,
        style: { text: '18 %', fill: colour('faint'), font: `11px ${FONT}`, verticalAlign: 'middle' },
      },
    ],
  };
};

function drawLabel(labels: Lane['labels']): CustomSeriesRenderItem {
  return ({ dataIndex }, api) => {
    const { x, y, width, height } = boxOf(api);
    const label = labels[dataIndex];
    const text = label?.texts.find(({ length }) => length * CHARACTER + 2 * PADDING <= width);
    return label === undefined || text === undefined
      ? null
      : {
          type: 'text',
          x: x + PADDING,
          y: y + height / 2,
          style: {
            text,
            fill: LOOKS[label.state].text,
            // no dashes through words
            stroke: LOOKS[label.state].fill,
            lineWidth: 3,
            font: `12px ${FONT}`,
            verticalAlign: 'middle',
          },
        };
  };
}
