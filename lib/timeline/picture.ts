import * as echarts from 'echarts';
import { causeOf } from './cause';
import type { Rehearsal } from './timeline';
import { lanesOf } from './lanes';
import { colour, darkStyle, FONT, LOOKS } from './look';
import { PROMISED } from './marks';
import { MARGIN, sceneOf, text, WIDTH, type Scene } from './scene';
import { measured, summary } from './words';

const HEADER = 92;

/** Rehearsals below each other as an SVG that needs nothing else: no script, no font, no network. */
export function picture(rehearsals: readonly Rehearsal[]): string {
  const scenes: Scene[] = [];
  let height = HEADER;
  for (const [index, rehearsal] of rehearsals.entries()) {
    const scene = sceneOf(rehearsal, index, height);
    scenes.push(scene);
    height += scene.height;
  }
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: colour('background'),
      textStyle: { fontFamily: FONT },
      legend: legend(rehearsals),
      title: [
        text(headline(rehearsals), MARGIN, 18, { fontSize: 20, fontWeight: 'bold' }),
        ...scenes.flatMap(({ title }) => title),
      ],
      grid: scenes.map(({ grid }) => grid),
      xAxis: scenes.map(({ xAxis }) => xAxis),
      yAxis: scenes.map(({ yAxis }) => yAxis),
      series: scenes.flatMap(({ series }) => series),
    });
    return accessible(chart.renderToSVGString({ useViewBox: true }), rehearsals);
  } finally {
    // else the process does not end
    chart.dispose();
  }
}

function headline(rehearsals: readonly Rehearsal[]): string {
  const of = rehearsals[0] ? causeOf(rehearsals[0].timeline).of : '';
  return `${of} ${[...new Set(rehearsals.map(({ timeline }) => timeline.site))].join(', ')}`;
}

function legend(rehearsals: readonly Rehearsal[]): echarts.LegendComponentOption {
  const blocks = rehearsals.flatMap(({ timeline }) => lanesOf(timeline)).flatMap((lane) => lane.blocks);
  const states = new Set(blocks.map(({ state }) => state));
  const looks = [...states].filter((state) => state !== 'outage').map((state) => LOOKS[state]);
  const dashes = 'path://M0 5h6v2h-6z M9 5h6v2h-6z M18 5h6v2h-6z';
  return {
    left: MARGIN,
    top: 54,
    padding: 0,
    itemGap: 30,
    selectedMode: false,
    textStyle: { color: colour('text') },
    data: [...looks.map(({ name }) => ({ name, icon: 'rect' })), { name: PROMISED, icon: dashes }],
  };
}

/** @see https://www.w3.org/TR/SVG-access/ */
function accessible(svg: string, rehearsals: readonly Rehearsal[]): string {
  const told = rehearsals.map(({ timeline, figures }) => {
    const took = figures.filter((figure) => figure.measured !== undefined);
    const { began, ended } = causeOf(timeline);
    const facts = took.map((figure) => {
      return `${figure.name} ${measured(figure)} after ${figure.since === 'outage' ? began : ended}`;
    });
    return `${timeline.title}: ${[summary(figures), ...facts].join('; ')}.`;
  });
  const head = [
    `<title id="title">${escaped(headline(rehearsals))}</title>`,
    `<desc id="desc">${escaped(told.join(' '))}</desc>`,
    darkStyle(),
  ].join('\n');
  return svg.replace(/^<svg ([^>]*)>/, (_, attributes: string) => {
    return `<svg ${attributes} role="img" aria-labelledby="title desc">\n${head}`;
  });
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
