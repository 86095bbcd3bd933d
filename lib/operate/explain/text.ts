import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../../rules/site';
import { wrapped } from '../../timeline/words';
import type { Cost } from './cost-lines';
import type { Costs } from './costs';
import type { Explanation } from './explanation';
import type { Effect, Outage, VisitorKind } from './outages';

/** Columns of a terminal that nobody has widened. */
const WIDTH = 80;
const NAME = 41;
const CELL = 13;
const PRICE = 16;
const INDENT = '  ';
const LABEL = 12;

const VISITORS: readonly VisitorKind[] = ['HTTP', 'HTTPS', 'IPv6'];

/** An explanation for a person to read. */
export function textOf({ site, secondaryEndpoint, failoverSeconds, outages, costs }: Explanation): string {
  return [
    ...wrapped(
      `${site}, secondaryEndpoint '${secondaryEndpoint}': a failover takes ${failoverSeconds} s at most`,
      WIDTH,
    ),
    '',
    row('when this is lost', VISITORS),
    ...outages.map(({ what, effects }) =>
      row(
        what,
        VISITORS.map((visitor) => cell(effects.find((effect) => effect.visitor === visitor))),
      ),
    ),
    ...outages.flatMap((outage, index) => ['', ...details(outage, outages[index - 1])]),
    '',
    ...costLines(costs),
  ].join('\n');
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(NAME)}${cells.map((text) => text.padEnd(CELL)).join('')}`.trimEnd();
}

function cell(effect: Effect | undefined): string {
  if (effect?.outcome === 'moved') {
    return `within ${effect.afterSeconds} s`;
  }
  return effect?.outcome ?? '';
}

function details({ what, effects, operator }: Outage, before: Outage | undefined): string[] {
  if (isDeepStrictEqual(effects, before?.effects)) {
    return [what, ...labelled('visitors', 'as above'), ...labelled('you', operator)];
  }
  const groups = [...groupBy(effects, ({ gets }) => gets)];
  const visitors = groups.flatMap(([gets, group]) => labelled(everybodyOr(group.map(({ visitor }) => visitor)), gets));
  return [what, ...visitors, ...labelled('you', operator)];
}

function everybodyOr(visitors: readonly VisitorKind[]): string {
  return visitors.length === VISITORS.length ? 'everybody' : visitors.join(', ');
}

function labelled(label: string, text: string): string[] {
  const beginning = `${INDENT}${label}:`.padEnd(INDENT.length + LABEL);
  return wrapped(`${beginning} ${text}`, WIDTH, ' '.repeat(INDENT.length + LABEL + 1));
}

function costLines({ date, region, monthly, low, high, rates }: Costs): string[] {
  const title = `USD a month before anybody visits, by prices of ${region} on ${date}`;
  return [
    priced(range({ low, high }), title),
    ...monthly.flatMap(({ what, note, ...cost }) =>
      priced(range(cost), note === undefined ? what : `${what}; ${note}`),
    ),
    '',
    'and as there is more of it',
    ...rates.flatMap(({ what, price, per }) => priced(String(price), `${what}, per ${per}`)),
    ...wrapped('What visitors ask of CloudFront comes on top.', WIDTH),
  ].flat();
}

function range({ low, high }: Pick<Cost, 'low' | 'high'>): string {
  const [least, most] = [low.toFixed(2), high.toFixed(2)];
  return least === most ? least : `${least} to ${most}`;
}

function priced(price: string, text: string): string[] {
  return wrapped(`${price.padStart(PRICE)}  ${text}`, WIDTH, ' '.repeat(PRICE + 2));
}
