import * as path from 'node:path';
import { DOCUMENTS, textOf } from './documents';

const INDEX = 'docs/decisions/README.md';

const DECISIONS = DOCUMENTS.filter((file) => path.dirname(file) === path.dirname(INDEX) && file !== INDEX);

test('the index has every decision with its title, in the order of their numbers', () => {
  const lines = DECISIONS.map((file) => {
    const [, number, title] = /^# (\d+)\. (.+)\n/.exec(textOf(file)) ?? [];
    return `${number} | [${title}](${path.basename(file)})`;
  });
  const rows = [...textOf(INDEX).matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(
    ([, number, link]) => `${number} | ${link}`,
  );
  expect(rows).toEqual(lines);
});

test.each(DECISIONS)(
  '%s is numbered like its file, a page at most, and has context, choice and consequence',
  (file) => {
    const text = textOf(file);
    expect(Number(/^# (\d+)\. /.exec(text)?.[1])).toBe(Number(path.basename(file).slice(0, 4)));
    expect(text.match(/^(\*\*|## )(Context|Choice|Consequences?)\b/gm)?.map((part) => part.replace(/\W/g, ''))).toEqual(
      ['Context', 'Choice', expect.stringMatching(/^Consequences?$/)],
    );
    expect(text.split('\n').length).toBeLessThanOrEqual(60);
  },
);
