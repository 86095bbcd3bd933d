export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly samples: readonly number[];
  /** Absent for a figure that is measured by itself. */
  readonly baselineSamples?: readonly number[];
  readonly median: number;
  readonly baselineMedian?: number;
  readonly ratio?: number;
  /** The largest ratio that is fine; without a baseline, the largest median. */
  readonly limit: number;
  readonly ok: boolean;
}

export function figure(given: Pick<Figure, 'name' | 'unit' | 'samples' | 'baselineSamples' | 'limit'>): Figure {
  const median = medianOf(given.samples);
  if (!given.baselineSamples) {
    return { ...given, median, ok: median <= given.limit };
  }
  const baselineMedian = medianOf(given.baselineSamples);
  const ratio = median / baselineMedian;
  return { ...given, median, baselineMedian, ratio, ok: ratio <= given.limit };
}

export function table(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'runs', 'median', 'baseline', 'ratio', 'limit', ''],
    ...figures.map(({ name, unit, samples, median, baselineMedian, ratio, limit, ok }) => [
      name,
      String(samples.length),
      `${median.toFixed(2)} ${unit}`,
      baselineMedian === undefined ? '' : `${baselineMedian.toFixed(2)} ${unit}`,
      ratio?.toFixed(2) ?? '',
      ratio === undefined ? `${limit} ${unit}` : String(limit),
      ok ? 'ok' : 'over',
    ]),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map(([name = '', ...cells]) =>
      [name.padEnd(width(0)), ...cells.map((cell, index) => cell.padStart(width(index + 1)))].join('  ').trimEnd(),
    )
    .join('\n');
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const middle = sorted.slice(sorted.length % 2 === 0 ? upper - 1 : upper, upper + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
