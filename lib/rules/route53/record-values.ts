import * as net from 'node:net';
import { recordRule, shown } from './dns-record';
import { problem } from './record-shape';

const MOST_VALUES = 400;
const LONGEST_VALUE = 4000;

/** By type, what a value must be, and whether it is. */
const FORMATS: Record<string, readonly [string, (value: string) => boolean]> = {
  A: ['an IPv4 address', (value) => net.isIPv4(value)],
  AAAA: ['an IPv6 address', (value) => net.isIPv6(value)],
  CNAME: ['a host name', (value) => /^[^\s/:]+$/.test(value) && !net.isIP(value)],
  TXT: ['text in double quotes', (value) => /^"(.|\n)*"$/.test(value.trim())],
  CAA: ['flags, a tag and a value in double quotes', (value) => /^\d{1,3} [a-zA-Z0-9]+ ".*"$/.test(value.trim())],
  MX: ['a priority and a host name', (value) => /^\d+ \S+$/.test(value.trim())],
  NS: ['a host name', (value) => /^[^\s/:]+$/.test(value) && !net.isIP(value)],
};

/** What Route 53 asks of the values of records. */
export const recordValueRules = [
  recordRule({
    id: 'record-values-suit-their-type',
    severity: 'error',
    sentence: "The values of a record have the format of the record's type.",
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    *check(record) {
      const [format, isValid] = FORMATS[record.type ?? ''] ?? [];
      for (const at of record.at('ResourceRecords').list) {
        const value = at.text ?? '';
        // a token is an attribute of another resource
        if (format && isValid && !value.includes('${') && !isValid(value)) {
          yield problem(record, at, `${shown(record)} has the value ${value}`, `write ${format}`);
        }
      }
    },
  }),
  recordRule({
    id: 'record-values-are-few',
    severity: 'error',
    sentence: 'A record has at most 400 values of 4,000 characters, one for a CNAME, and none twice.',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html',
    *check(record) {
      const at = record.at('ResourceRecords');
      const values = at.texts;
      if (values.length > (record.type === 'CNAME' ? 1 : MOST_VALUES)) {
        yield problem(record, at, `${shown(record)} has ${values.length} values`, 'remove some');
      }
      if (new Set(values).size < values.length) {
        yield problem(record, at, `${shown(record)} has a value twice`, 'remove one of them');
      }
      if (values.some((value) => value.length > LONGEST_VALUE)) {
        yield problem(
          record,
          at,
          `${shown(record)} has a value of more than ${LONGEST_VALUE} characters`,
          'shorten it',
        );
      }
    },
  }),
];
