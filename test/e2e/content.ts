import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './paths';

const SITE = path.join(ROOT, 'node_modules', 'startbootstrap-sb-admin-2');

/** A website by others, some 260 files: but for the thousands of icons, and npm's file. */
const LEFT_OUT = ['vendor/fontawesome-free/svgs', 'package.json'];

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Writes that website, and a directory whose name looks like a file's. */
export function writeRealSite(directory: string): void {
  fs.cpSync(SITE, directory, {
    recursive: true,
    filter: (source) => !LEFT_OUT.includes(path.relative(SITE, source).split(path.sep).join('/')),
  });
  fs.mkdirSync(path.join(directory, 'v1.2'));
  fs.writeFileSync(path.join(directory, 'v1.2/index.html'), '<!doctype html><title>Version 1.2</title>\n');
  fs.writeFileSync(path.join(directory, 'v1.2/pixel.png'), Buffer.from(PIXEL, 'base64'));
}

/** Writes a website without a single asset. */
export function writePagesOnly(directory: string): void {
  fs.mkdirSync(directory);
  for (const [name, title] of Object.entries({ 'index.html': 'Home', '404.html': 'Not found' })) {
    fs.writeFileSync(path.join(directory, name), `<!doctype html><title>${title}</title>\n`);
  }
}

/** The files of a directory as object keys, sorted. */
export function keysOf(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
