import { cleanEnvironment, run } from '../processes';
import { PATH, startError } from './debian';

/** What dig made of an answer. */
export interface Dug {
  readonly status: string | undefined;
  readonly flags: readonly string[];
  readonly protocol: string | undefined;
  /** What the server says about EDNS, if it does. */
  readonly edns: string | undefined;
  /** `<name> <ttl> <class> <type> <data>` each. */
  readonly answers: readonly string[];
  readonly authorities: readonly string[];
  /** What dig has to say about it: that something is wrong in the message, that it asks once more. */
  readonly remarks: readonly string[];
}

/** All that dig writes in a line for itself that is not about the answer at hand. */
const USUAL = /^;; (global options|Got answer|->>HEADER<<-|flags|OPT PSEUDO|[A-Z]+ SECTION|Query time|SERVER|WHEN|MSG)/;

/**
 * Asks a name server on 127.0.0.1 by dig.
 *
 * @throws Error when there is no dig, with the package that has it, or no answer
 */
export async function dig(port: number, ...question: string[]): Promise<Dug> {
  // not as ~/.digrc says; nobody here asks other servers for us
  const options = ['-r', '-p', String(port), '@127.0.0.1', '+norecurse', '+tries=1', '+time=3'];
  const env = cleanEnvironment({ PATH, LC_ALL: 'C' });
  const { code, output } = await run('dig', [...options, ...question], { env }).catch((error: Error) => {
    throw startError('dig', 'bind9-dnsutils', error);
  });
  if (code !== 0) {
    throw new Error(`dig ${question.join(' ')} failed:\n${output}`);
  }
  const lines = output.split('\n');
  const part = (pattern: RegExp) => pattern.exec(output)?.[1];
  return {
    status: part(/status: (\w+)/),
    flags: part(/^;; flags: ([a-z ]*);/m)?.split(' ') ?? [],
    protocol: part(/^;; SERVER: .* \((\w+)\)$/m),
    edns: part(/^; EDNS: (.*)$/m),
    answers: section(lines, 'ANSWER'),
    authorities: section(lines, 'AUTHORITY'),
    remarks: lines.filter((line) => line.startsWith(';; ') && !USUAL.test(line)),
  };
}

/** The records of a section, a space between their parts. */
function section(lines: readonly string[], name: string): string[] {
  const start = lines.indexOf(`;; ${name} SECTION:`) + 1;
  const records = start === 0 ? [] : lines.slice(start, lines.indexOf('', start));
  return records.map((record) => record.replace(/\s+/g, ' '));
}
