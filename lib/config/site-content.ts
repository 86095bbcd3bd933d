import * as fs from 'node:fs';
import * as path from 'node:path';

/** What a content directory holds, as far as a site's settings depend on it. */
export interface SiteContent {
  /** Object keys, sorted: paths below the directory with forward slashes. */
  readonly keys: readonly string[];
  /** Objects whose last path segment has no dot, so that they look like a directory. */
  readonly extensionlessObjects: readonly string[];
  /** Directories with an index document whose last path segment has a dot, so that they look like an object. */
  readonly dottedDirectories: readonly string[];
}

/**
 * Lists a content directory.
 *
 * @returns `undefined` when it is no directory, or cannot be read
 */
export function readSiteContent(directory: string, indexDocument: string): SiteContent | undefined {
  const keys = listFiles(directory);
  if (!keys) {
    return undefined;
  }
  const hasDot = (key: string) => path.posix.basename(key).includes('.');
  return {
    keys,
    extensionlessObjects: keys.filter((key) => !hasDot(key)),
    dottedDirectories: keys
      .filter((key) => path.posix.basename(key) === indexDocument)
      .map((key) => path.posix.dirname(key))
      .filter((directoryKey) => directoryKey !== '.' && hasDot(directoryKey)),
  };
}

function listFiles(directory: string): string[] | undefined {
  try {
    return fs
      .readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => !isDirectory(entry))
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .sort();
  } catch {
    // whatever the file system says, the configuration's rule says what to do
    return undefined;
  }
}

function isDirectory(entry: fs.Dirent): boolean {
  return entry.isSymbolicLink()
    ? fs.statSync(path.join(entry.parentPath, entry.name)).isDirectory()
    : entry.isDirectory();
}
