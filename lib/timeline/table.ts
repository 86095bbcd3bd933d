import { causeOf } from './cause';
import type { Figure, Rehearsal, Visitor } from './timeline';
import { measured, moment, promised, summary, verdict, wrapped } from './words';

/** Columns of a terminal that nobody has widened. */
const WIDTH = 80;
const NAME = 50;
const CELL = 8;

/** A rehearsal for a person to read. */
export function table({ timeline, figures }: Rehearsal): string {
  const { outage, duration, site, title, visitors } = timeline;
  const { name, began, ended } = causeOf(timeline);
  const notes = figures.map(({ note }) => note).filter((note) => note !== undefined);
  const numbers = [...new Set(notes)];
  return [
    ...wrapped(`${site}: ${title}`, WIDTH),
    ...wrapped(
      `${name} from ${moment(outage.from)} until ${moment(outage.until)} of ${moment(duration)}; ${summary(figures)}`,
      WIDTH,
    ),
    ...section(`after ${began}`, figures, 'outage', numbers),
    ...section(`after ${ended}`, figures, 'recovery', numbers),
    ...numbers.flatMap((note, index) => [
      ...(index === 0 ? [''] : []),
      ...wrapped(`[${index + 1}] ${note}`, WIDTH, '    '),
    ]),
    ...visitorLines(visitors),
    '',
  ].join('\n');
}

function section(title: string, figures: readonly Figure[], since: Figure['since'], notes: readonly string[]) {
  const ours = figures.filter((figure) => figure.since === since);
  return ours.length === 0
    ? []
    : ['', row(title, 'measured', 'promised', ''), ...ours.flatMap((figure) => rows(figure, notes))];
}

function rows(figure: Figure, notes: readonly string[]): string[] {
  const mark = figure.note === undefined ? '' : ` [${notes.indexOf(figure.note) + 1}]`;
  const [first = '', ...others] = wrapped(`  ${figure.name}${mark}`, NAME, '    ');
  return [row(first, measured(figure), promised(figure), verdict(figure)), ...others];
}

function row(name: string, ...cells: readonly [string, string, string]): string {
  const [one, two, last] = cells;
  return `${name.padEnd(NAME)}  ${one.padStart(CELL)}  ${two.padStart(CELL)}  ${last}`.trimEnd();
}

function visitorLines(visitors: readonly Visitor[]): string[] {
  const width = Math.max(0, ...visitors.map(({ name }) => name.length));
  return visitors.flatMap(({ name, requests }, index) => {
    const failed = requests.filter(({ ok }) => !ok);
    const [first, last] = [failed[0], failed.at(-1)];
    const failures =
      first && last
        ? `${failed.length} failed, from ${moment(first.at)} until ${moment(last.at)}: ${whats(failed)}`
        : 'none failed';
    const counted = requests.length === 1 ? '1 request' : `${requests.length} requests`;
    const line = `  ${name.padEnd(width)}  ${counted}, ${failures}`;
    return [...(index === 0 ? ['', 'visitors'] : []), ...wrapped(line, WIDTH, ' '.repeat(width + 4))];
  });
}

function whats(requests: Visitor['requests']): string {
  return [...new Set(requests.map(({ what }) => what))].join(', ');
}
