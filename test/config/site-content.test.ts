import * as fs from 'node:fs';
import * as path from 'node:path';
import { readSiteContent } from '../../lib/config/site-content';
import { contentDirectory } from '../helpers';

test('lists the files of every depth by key', () => {
  const directory = contentDirectory({ 'index.html': '', 'a/b/c.css': '', '.well-known/security.txt': '' });
  expect(readSiteContent(directory, 'index.html')?.keys).toEqual([
    '.well-known/security.txt',
    'a/b/c.css',
    'index.html',
  ]);
});

test('follows links to directories', () => {
  const directory = contentDirectory({ 'index.html': '', 'real/README': '' });
  fs.symlinkSync('real', path.join(directory, 'linked'));
  expect(readSiteContent(directory, 'index.html')?.extensionlessObjects).toEqual(['linked/README', 'real/README']);
});

test('names the objects that look like directories', () => {
  const directory = contentDirectory({ 'index.html': '', LICENSE: '', 'docs/README': '', 'docs/index.html': '' });
  expect(readSiteContent(directory, 'index.html')?.extensionlessObjects).toEqual(['LICENSE', 'docs/README']);
});

test('names the directories that look like objects, when they have an index document', () => {
  const directory = contentDirectory({
    'index.html': '',
    'v1.2/index.html': '',
    'docs/v2.0/index.html': '',
    'vendor/chart.js/chart.min.js': '',
    'docs/index.html': '',
  });
  expect(readSiteContent(directory, 'index.html')?.dottedDirectories).toEqual(['docs/v2.0', 'v1.2']);
  expect(readSiteContent(directory, 'start.html')?.dottedDirectories).toEqual([]);
});

test.each(['no-such-directory', 'package.json', 'a'.repeat(5000), 'nul\u0000'])(
  '%j is no directory that can be read',
  (directory) => {
    expect(readSiteContent(directory, 'index.html')).toBeUndefined();
  },
);
