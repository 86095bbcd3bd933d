import type { Value } from '../assembly/value';
import type { Problem } from '../rule';

/** Types by which browsers take pages, styles and scripts. */
const TYPES: Readonly<Record<string, RegExp>> = {
  html: /^(text\/html|application\/xhtml\+xml)\b/i,
  css: /^text\/css\b/i,
  js: /^(text|application)\/javascript\b/i,
  mjs: /^(text|application)\/javascript\b/i,
};

/** What is true of files of one kind, said of others. */
export function* onlySome(option: string, at: Value, keys: string[]): Generator<Problem> {
  const kinds = new Set(
    keys.map((key) => /\.([^./]+)$/.exec(key)?.[1]?.toLowerCase().replace(/^htm$/, 'html') ?? 'none'),
  );
  const wrong = [...kinds].filter((kind) => TYPES[kind]?.test(at.text ?? '') === false);
  if (option === 'content-type' && (kinds.size > 1 || wrong.length > 0)) {
    yield {
      at,
      wrong: `files of the kinds ${[...kinds].join(', ')} are all said to be ${String(at)}`,
      write: 'remove content-type: it is guessed from each name',
    };
  }
  if (option === 'content-encoding' && at.text !== 'identity' && !keys.every(isCompressed)) {
    yield { at, wrong: `files that are not compressed are said to be ${String(at)}`, write: 'remove content-encoding' };
  }
  if (option === 'content-disposition' && /^\s*attachment/i.test(at.text ?? '') && kinds.has('html')) {
    yield { at, wrong: 'browsers save the pages instead of showing them', write: 'remove content-disposition' };
  }
}

function isCompressed(key: string): boolean {
  return /\.(gz|br|zst)$/.test(key);
}
