import type { Addresses } from './route53/zone-record';

/** Addresses that stand for AWS's (RFC 5737, RFC 3849): what listens there is on ports of this machine. */
export const EDGES: Addresses = { a: ['198.51.100.1'], aaaa: ['2001:db8::1'] };
export const WEBSITES: Addresses = { a: ['203.0.113.1'], aaaa: [] };
export const APIS: Addresses = { a: ['192.0.2.1'], aaaa: ['2001:db8::2'] };
export const NOTHING: Addresses = { a: [], aaaa: [] };

export function has({ a, aaaa }: Addresses, address: string): boolean {
  return a.includes(address) || aaaa.includes(address);
}
