import * as net from 'node:net';
import published from '../../constructs/health-checker-ranges.json';

/** IPv4 addresses as numbers, both ends included. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
  /** As written. */
  readonly text: string;
}

/** A range as `192.0.2.0/24`, or an address; undefined for IPv6 and for what is none. */
export function addressRange(text: string): AddressRange | undefined {
  const [address = '', prefix = '32', ...more] = text.split('/');
  const bits = /^\d+$/.test(prefix) ? Number(prefix) : 33;
  if (more.length > 0 || bits > 32 || !net.isIPv4(address)) {
    return undefined;
  }
  const size = 2 ** (32 - bits);
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = number - (number % size);
  return { first, last: first + size - 1, text };
}

/** The IPv4 ranges among some, in order. */
export function addressRanges(texts: readonly string[]): AddressRange[] {
  return texts
    .map(addressRange)
    .filter((range) => range !== undefined)
    .sort((one, other) => one.first - other.first);
}

/** Where Route 53's health checkers ask from; over IPv4 when they go by a domain name. */
export const CHECKERS: readonly AddressRange[] = addressRanges(published.ranges);

/** Whether some ranges, in order, together hold every address of one. */
export function isWithin(range: AddressRange, ranges: readonly AddressRange[]): boolean {
  let next = range.first;
  for (const { first, last } of ranges) {
    if (first <= next && last >= next) {
      next = last + 1;
    }
  }
  return next > range.last;
}

export function overlaps(one: AddressRange, other: AddressRange): boolean {
  return one.first <= other.last && other.first <= one.last;
}
