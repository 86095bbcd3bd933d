import * as path from 'node:path';
import type { Finding } from '../finding';

/** A line of a file. */
export interface SourcePlace {
  /** Relative to the working directory, if below it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where the code creates what a finding is about, else its template. */
export function sourcePlace({ createdAt = '', templateFile }: Finding, assembly: string): SourcePlace {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(createdAt) ?? [];
  return file === undefined
    ? { file: relative(path.resolve(assembly, templateFile)), line: 1, column: 1 }
    : { file: relative(file), line: Number(line), column: Number(column) };
}

function relative(file: string): string {
  const below = path.relative(process.cwd(), file);
  return (below.startsWith('..') ? file : below).replaceAll(path.sep, '/');
}
