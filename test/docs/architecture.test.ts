import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, textOf } from './documents';

/** Nodes of the picture whose name is not that of a directory. */
const NAMES: Readonly<Record<string, string>> = {
  'failover-site.ts': 'site',
  'site-config.ts': 'config',
  'pull-request': 'pull',
};

/** The node that a file is part of: `operate` of `lib/operate/clock.ts`. */
function nodeOf(file: string): string {
  const [top = '', directory = ''] = path.relative(ROOT, file).split(path.sep);
  return top === 'lib' ? (NAMES[directory] ?? directory) : top;
}

/** Every import of one part of the code by another, but those of data. */
function imports(): string[] {
  const files = ['bin', 'lib'].flatMap((top) =>
    fs
      .readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(ROOT, top, name)),
  );
  const arrows = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...fs.readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)]
        .map(([, target = '']) => path.join(path.dirname(file), target).replace(/(\.ts)?$/, '.ts'))
        .filter((target) => !target.endsWith('.json.ts'))
        .map((target) => [nodeOf(file), nodeOf(target)] as const),
    )
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => `${from} --> ${to}`);
  return [...new Set(arrows)].sort();
}

test('the picture of the code has every import between its parts, and no other', () => {
  const [, section = ''] = textOf('docs/architecture.md').split('## The code\n');
  const drawn = [...section.matchAll(/^ {2}(\w+ --> \w+)$/gm)].map(([, arrow]) => arrow);
  expect(drawn.sort()).toEqual(imports());
});
