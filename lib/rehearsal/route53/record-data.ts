import * as net from 'node:net';
import type { Answer } from 'dns-packet';
import { hostName } from '../../rules/site';

/** By type, what a value of `ResourceRecords` is on the wire; undefined for one that is none. */
const READERS: Record<string, (value: string) => unknown> = {
  A: (value) => (net.isIPv4(value) ? value : undefined),
  AAAA: (value) => (net.isIPv6(value) ? value : undefined),
  CNAME: domain,
  PTR: domain,
  TXT: (value) => quoted(value),
  CAA: (value) => {
    const [, flags, tag, rest = ''] = /^(\d{1,3})\s+([a-zA-Z0-9]+)\s+(.+)$/.exec(value) ?? [];
    const text = quoted(rest)?.[0];
    return text === undefined ? undefined : { flags: Number(flags), tag, value: text };
  },
  MX: (value) => {
    const [, preference, exchange] = /^(\d+)\s+(\S+)$/.exec(value) ?? [];
    return exchange === undefined ? undefined : { preference: Number(preference), exchange: hostName(exchange) };
  },
  SRV: (value) => {
    const [, priority, weight, port, target] = /^(\d+)\s+(\d+)\s+(\d+)\s+(\S+)$/.exec(value) ?? [];
    return target === undefined
      ? undefined
      : { priority: Number(priority), weight: Number(weight), port: Number(port), target: hostName(target) };
  },
};

/**
 * A value of a record as it is answered; undefined for a type or a value that is not rehearsed.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
 */
export function recordData(type: string, value: string): unknown {
  // a token is an attribute of another resource, which only a deployment gives
  return value.includes('${') || !Object.hasOwn(READERS, type) ? undefined : READERS[type]?.(value.trim());
}

/** A resource record; its data has to be of its type. */
export function resourceRecord(type: string, name: string, ttl: number, data: unknown): Answer {
  // dns-packet writes into what it encodes
  return { type, name, ttl, class: 'IN', data: structuredClone(data) } as Answer;
}

function domain(value: string): string | undefined {
  return /^[^\s/:]+$/.test(value) && !net.isIP(value) ? hostName(value) : undefined;
}

/** The texts in double quotes; quotes and backslashes are escaped in them, other characters may be, in octal. */
function quoted(value: string): string[] | undefined {
  if (!/^("(?:[^"\\]|\\.)*"\s*)+$/s.test(value)) {
    return undefined;
  }
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, text = '']) =>
    text.replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : code,
    ),
  );
}
