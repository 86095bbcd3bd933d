import type { State } from './lanes';

/** Colours by their part, each with the one that stands for it where the viewer prefers dark. No two parts share one: see `darkStyle`. */
const COLOURS = {
  background: ['#ffffff', '#12161c'],
  text: ['#1c2128', '#e8ecf1'],
  faint: ['#59636e', '#a3adb8'],
  line: ['#c9d0d7', '#3a434d'],
  lane: ['#eff1f4', '#20272f'],
  shade: ['#8a6d3b', '#d8b469'],
  promise: ['#6b3fa0', '#c9a6f2'],
  broken: ['#b42318', '#ff8b80'],
} as const;

export type Part = keyof typeof COLOURS;

export function colour(part: Part): string {
  return COLOURS[part][0];
}

interface Look {
  /** In the legend. */
  readonly name: string;
  readonly fill: string;
  /** Of text on it. */
  readonly text: string;
  /** What tells it from others without colour. */
  readonly decal?: object;
}

const stripes = (rotation: number, color: string, gap: number) => ({
  symbol: 'rect',
  symbolSize: 1,
  color,
  rotation,
  dashArrayX: [1, 0],
  dashArrayY: [2, gap],
});

/** They look the same in the light and in the dark. */
export const LOOKS: Readonly<Record<State, Look>> = {
  primary: { name: 'PRIMARY', fill: '#2463a8', text: '#fffffe' },
  secondary: { name: 'SECONDARY', fill: '#f2c14e', text: '#20180a', decal: stripes(0, '#e6b440', 6) },
  served: { name: 'served', fill: '#5b7089', text: '#fffffd' },
  failed: { name: 'failed or no answer', fill: '#b3261e', text: '#fffffc', decal: stripes(Math.PI / 4, '#8a1610', 5) },
  healthy: { name: 'healthy (share of checkers)', fill: '#59b394', text: '#10201a' },
  unhealthy: { name: 'unhealthy', fill: '#d9b8b4', text: '#2b1210', decal: stripes(-Math.PI / 4, '#c79d98', 7) },
  outage: { name: 'outage', fill: '#c2a36b', text: '#1d1607' },
};

export const FONT = 'system-ui, sans-serif';

/** Behind the healthy checkers. */
export const HEALTH_BACKGROUND = '#dcebe5';

/** Makes the other colours follow the viewer's preference, wherever they stand as attributes. */
export function darkStyle(): string {
  const rules = Object.values(COLOURS).flatMap(([light, dark]) =>
    ['fill', 'stroke'].map((attribute) => `[${attribute}="${light}"]{${attribute}:${dark}}`),
  );
  return `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`;
}
