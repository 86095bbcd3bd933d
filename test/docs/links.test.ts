import * as fs from 'node:fs';
import * as path from 'node:path';
import { anchorsOf, DOCUMENTS, ROOT, targetsOf, textOf } from './documents';

/** Targets within the repository that are not there. */
function brokenLinks(file: string, text: string): string[] {
  return targetsOf(text)
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => {
      const [linked = '', anchor] = target.split('#');
      const linkedFile = linked ? path.join(path.dirname(file), linked) : file;
      if (!fs.existsSync(path.join(ROOT, linkedFile))) {
        return true;
      }
      return anchor !== undefined && !anchorsOf(linkedFile === file ? text : textOf(linkedFile)).includes(anchor);
    });
}

test.each(DOCUMENTS)('every link of %s leads somewhere', (file) => {
  expect(brokenLinks(file, textOf(file))).toEqual([]);
});

test.each([
  ['a file', '[a](docs/no-such.md)'],
  ['a picture', '![a](docs/no-such.svg)'],
  ['an anchor of a file', '[a](docs/runbook.md#no-such)'],
  ['an anchor of the same file', '# A title\n\n[a](#another)'],
  ['a reference', '[a]\n\n[a]: docs/no-such.md'],
])('a link to %s that is not there is found', (_, text) => {
  expect(brokenLinks('README.md', text)).toHaveLength(1);
});

test('headings with code, marks and the same words have the anchors of the hosting site', () => {
  const text = '# `npm ci`, and more\n\n## Why?\n\n## Why?\n\n[a](#npm-ci-and-more) [b](#why) [c](#why-1)';
  expect(brokenLinks('README.md', text)).toEqual([]);
});

test('every document is linked from another', () => {
  const linked = new Set(
    DOCUMENTS.flatMap((file) =>
      targetsOf(textOf(file)).map((target) => path.join(path.dirname(file), target.replace(/#.*/, ''))),
    ),
  );
  // a directory stands for what is in it
  const isLinked = (file: string) => linked.has(file) || linked.has(`${path.dirname(file)}/`);
  expect(DOCUMENTS.filter((file) => file !== 'README.md' && !isLinked(file))).toEqual([]);
});
