import * as fs from 'node:fs';
import * as path from 'node:path';
import MarkdownIt, { type Token } from 'markdown-it';

export const ROOT = path.join(__dirname, '../..');

/** Every document of the repository, by its path from the root. */
export const DOCUMENTS = ['.', 'docs', 'test', '.github']
  .flatMap((directory) =>
    fs
      .readdirSync(path.join(ROOT, directory), { recursive: directory !== '.', encoding: 'utf8' })
      .map((name) => path.join(directory, name)),
  )
  .filter((file) => file.endsWith('.md'))
  .sort();

/** What Markdown sees in a text, each block with its lines. */
export function tokensOf(text: string): Token[] {
  return new MarkdownIt().parse(text, {});
}

export function textOf(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** Anchors of the headings, as the hosting site makes them: what is said twice gets a number. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return tokensOf(text).flatMap((token, index, tokens) => {
    if (token.type !== 'heading_open') {
      return [];
    }
    const words = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
    const anchor = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\s-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return [times === 0 ? anchor : `${anchor}-${times}`];
  });
}

/** Where the links and pictures of a text lead. */
export function targetsOf(text: string): string[] {
  return tokensOf(text).flatMap(({ children }) =>
    (children ?? []).map((token) => String(token.attrGet('href') ?? token.attrGet('src') ?? '')).filter(Boolean),
  );
}
