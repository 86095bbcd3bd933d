import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { isRecord } from '../assembly/value';

/** The text of a file in a function's package; undefined when there is none, or the package is not here. */
export function packagedFile(fn: Resource, name: string, assembly: Assembly): string | undefined {
  const key = fn.at('Code.S3Key').text ?? '';
  const known = assembly.once(newFiles);
  const file = path.join(assembly.source.assets.get(key) ?? '', name);
  if (!known.has(file)) {
    const isThere = assembly.filesOf(key)?.includes(name) === true;
    known.set(file, isThere ? fs.readFileSync(file, 'utf8') : undefined);
  }
  return known.get(file);
}

/** An object in a file of a function's package; undefined when there is none. */
export function packagedJson(fn: Resource, name: string, assembly: Assembly): Record<string, unknown> | undefined {
  try {
    const object: unknown = JSON.parse(packagedFile(fn, name, assembly) ?? 'null');
    return isRecord(object) ? object : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

function newFiles(): Map<string, string | undefined> {
  return new Map();
}
