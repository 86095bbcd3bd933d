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

/** Files by key, sorted; links are followed, as they are when an asset is made of the directory. */
function listFiles(directory: string): string[] | undefined {
  const below = (prefix: string): string[] =>
    fs
      .readdirSync(path.join(directory, prefix))
      .map((name) => path.posix.join(prefix, name))
      .flatMap((key) => (fs.statSync(path.join(directory, key)).isDirectory() ? below(key) : [key]));
  try {
    return below('').sort();
  } catch {
    // whatever the file system says, the configuration's rule says what to do
    return undefined;
  }
}
