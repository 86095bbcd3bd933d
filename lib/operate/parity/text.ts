import { wrapped } from '../../timeline/words';
import { spoken } from '../drill/duration';
import { advice } from './advice';
import type { ExampleReport, HeadersReport, KindReport, ParityReport } from './report';

/** Columns of a terminal that nobody has widened. */
const WIDTH = 80;
const NAME = 12;
const NUMBER = 13;

/** Examples of a kind that are shown. */
const SHOWN = 5;

const KINDS = [
  ['missing', 'only in the primary'],
  ['stale', 'on both sides, not the same'],
  ['extra', 'only in the secondary'],
] as const;

/** A comparison for a person to read. */
export function textOf(report: ParityReport): string {
  const { site, asOf, primary, secondary, equal, underWay, headers } = report;
  const result = report.same ? 'the secondary is as good as the primary' : 'the secondary is not as the primary';
  return [
    ...wrapped(`${site} at ${asOf}: ${result}`, WIDTH),
    '',
    row('', 'objects', 'bytes', ''),
    row('primary', primary.objects, size(primary.bytes), `${primary.bucket}, ${primary.region}`),
    row('secondary', secondary.objects, size(secondary.bytes), `${secondary.bucket}, ${secondary.region}`),
    '',
    row('equal', equal, '', ''),
    ...KINDS.map(([kind, meaning]) => row(kind, report[kind].objects, size(report[kind].bytes), meaning)),
    ...(underWay > 0 ? [row('under way', underWay, '', 'written, or settled, while this was compared')] : []),
    ...(headers ? headerRows(headers) : []),
    ...switchLines(report),
    ...riskLines(report),
    ...KINDS.flatMap(([kind]) => exampleLines(kind, report[kind], asOf)),
    ...(headers ? headerLines(headers) : []),
    ...adviceLines(report),
  ].join('\n');
}

function row(name: string, objects: number | string, bytes: string, what: string): string {
  const count = typeof objects === 'number' ? objects.toLocaleString('en') : objects;
  const line = `${name.padEnd(NAME)}${count.padStart(NUMBER)}${bytes.padStart(NUMBER)}   `;
  // a bucket's name may be longer than the line
  return (line + cut(what, WIDTH - line.length)).trimEnd();
}

function headerRows({ asked, compared, differing }: HeadersReport): string[] {
  const chosen = asked === 'all' ? 'of all that are equal' : 'of some that are equal, the same every time';
  return [row('headers', differing, '', `differ ${chosen}`), row('', compared, '', 'were compared')];
}

function switchLines({ site, switchEngaged }: ParityReport): string[] {
  const what =
    "the operator's switch is engaged: its object is in the secondary bucket alone, which is no difference; " +
    `npm run release -- --site ${site} removes it`;
  return switchEngaged === true ? ['', ...wrapped(what, WIDTH)] : [];
}

function riskLines({ atRisk }: ParityReport): string[] {
  const { objects, bytes, oldest } = atRisk;
  if (objects === 0) {
    return [];
  }
  const since = oldest ? `; the oldest was written ${age(oldest.ageSeconds)} ago (${oldest.lastModified})` : '';
  const what = `what you would lose with the primary now: ${counted(objects)}, ${size(bytes)}${since}`;
  return ['', ...wrapped(what, WIDTH)];
}

function exampleLines(kind: (typeof KINDS)[number][0], report: KindReport, asOf: string): string[] {
  const { objects, examined, examples, statuses } = report;
  if (objects === 0) {
    return [];
  }
  const which = examined < objects ? `the ${examined} oldest of ${objects.toLocaleString('en')}` : 'all';
  const counts = Object.entries(statuses).map(([status, count]) => `${count} ${status}`);
  const others = examined < objects ? '; the others were not asked for again, and may agree by now' : '';
  const asked = `${kind}: the primary says of ${which}: ${counts.join(', ')}${others}`;
  const more = examples.length - SHOWN;
  return [
    '',
    ...wrapped(asked, WIDTH, '  '),
    ...examples.slice(0, SHOWN).map((example) => exampleLine(example, asOf)),
    ...(more > 0 ? [`  and ${more} more, which --json lists`] : []),
  ];
}

function exampleLine({ key, status, primary, secondary }: ExampleReport, asOf: string): string {
  const written = Date.parse((primary ?? secondary)?.lastModified ?? asOf);
  const start = `  ${status.padEnd(10)}${age((Date.parse(asOf) - written) / 1000).padEnd(15)}`;
  return start + cut(printable(key), WIDTH - start.length);
}

function headerLines({ examples }: HeadersReport): string[] {
  return examples
    .slice(0, SHOWN)
    .flatMap(({ key, headers }) => [
      '',
      cut(`headers of ${printable(key)}`, WIDTH),
      ...headers.flatMap(({ name, primary, secondary }) => [
        cut(`  ${name}`, WIDTH),
        cut(`    primary    ${printable(primary ?? '(none)')}`, WIDTH),
        cut(`    secondary  ${printable(secondary ?? '(none)')}`, WIDTH),
      ]),
    ]);
}

function adviceLines(report: ParityReport): string[] {
  const advised = advice(report);
  return advised.length === 0
    ? []
    : [
        '',
        'what to do',
        ...advised.flatMap((text) => wrapped(`- ${text}`, WIDTH - 2, '  ').map((line) => `  ${line}`)),
      ];
}

/** `3 d 4 h` beyond what is said in hours. */
function age(seconds: number): string {
  const hours = Math.floor(Math.max(seconds, 0) / 3600);
  const minutes = Math.floor(Math.max(seconds, 0) / 60);
  if (hours >= 48) {
    return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  }
  return spoken(minutes > 0 ? minutes * 60_000 : Math.max(seconds, 0) * 1000);
}

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const unit = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1000 ** unit).toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

function counted(objects: number): string {
  return `${objects.toLocaleString('en')} object${objects === 1 ? '' : 's'}`;
}

/** A key may hold anything, a terminal's commands as well. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => JSON.stringify(character).slice(1, -1));
}

/** The end tells more than the beginning. */
function cut(text: string, columns: number): string {
  const characters = [...text];
  return characters.length <= columns ? text : `…${characters.slice(1 - columns).join('')}`;
}
