import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Content } from './configurations';

/** Files whose names each need something: of the function, of the patterns, or of the shell. */
const ODD_FILES = [
  'home.htm',
  'missing.html',
  'up/now.txt',
  'v1.2/home.htm',
  'LICENSE',
  'with space/home.htm',
  'größe.css',
  "it's (here).js",
  'deep/er/and.dotted/home.htm',
];

/** Content directories to choose from; makes one in `directory`. */
export function contentsIn(directory: string): Content[] {
  for (const file of ODD_FILES) {
    fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    fs.writeFileSync(path.join(directory, file), file);
  }
  return [
    { contentPath: path.join(__dirname, '../../site'), healthPaths: ['/health.txt'] },
    { contentPath: false, healthPaths: ['/health.txt', '/up/now.txt', '/deep/check~1'] },
    {
      contentPath: directory,
      indexDocument: 'home.htm',
      errorDocument: 'missing.html',
      healthPaths: ['/health.txt', '/up/now.txt'],
    },
  ];
}
