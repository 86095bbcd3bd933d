import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';

/** How much of an answer health checkers search. */
const SEARCHED_BYTES = 5120;

/** Whether a deployment puts an object of a key into its bucket; undefined when its source is not to be read here. */
export function publishes(deployment: Resource, key: string, assembly: Assembly): boolean | undefined {
  const relative = relativeKey(deployment, key);
  if (relative === undefined || isLeftOut(deployment, relative)) {
    return false;
  }
  const sources = deployment.at('SourceObjectKeys').texts.map((source) => filesOf(source, assembly));
  if (sources.some((files) => files?.has(relative))) {
    return true;
  }
  return sources.includes(undefined) ? undefined : false;
}

/**
 * Whether a deployment deletes an object of a key that another one put there.
 *
 * @throws UnknownValue when its source is not to be read here
 */
export function prunes(deployment: Resource, key: string, assembly: Assembly): boolean {
  const relative = relativeKey(deployment, key);
  if (deployment.at('Prune').flag === false || relative === undefined || isLeftOut(deployment, relative)) {
    return false;
  }
  const isOwn = publishes(deployment, key, assembly);
  return isOwn === undefined ? unknown(`the content of ${deployment.path}`) : !isOwn;
}

/**
 * The beginning of the object of a key that a deployment puts into its bucket.
 *
 * @throws UnknownValue when it is not to be read here
 */
export function publishedText(deployment: Resource, key: string, assembly: Assembly): string {
  const relative = relativeKey(deployment, key) ?? key;
  const source = deployment.at('SourceObjectKeys').texts.find((name) => filesOf(name, assembly)?.has(relative));
  const directory = assembly.source.assets.get(source ?? '') ?? unknown(`the object ${key}`);
  return fs.readFileSync(path.join(directory, relative)).subarray(0, SEARCHED_BYTES).toString();
}

function relativeKey(deployment: Resource, key: string): string | undefined {
  const prefix = (deployment.at('DestinationBucketKeyPrefix').text ?? '').replace(/^\/+|\/+$/g, '');
  if (prefix === '') {
    return key;
  }
  return key.startsWith(`${prefix}/`) ? key.slice(prefix.length + 1) : undefined;
}

/** As `aws s3 sync` filters: the includes come last, and so win. */
function isLeftOut(deployment: Resource, key: string): boolean {
  const matchesOneOf = (property: string) => deployment.at(property).texts.some((pattern) => fileMatches(pattern, key));
  return matchesOneOf('Exclude') && !matchesOneOf('Include');
}

/** Python's fnmatch, in which `*` goes across directories. */
function fileMatches(pattern: string, key: string): boolean {
  const expression = pattern.replace(/\[!?[^\]]+\]|[*?.+^${}()|[\]\\]/g, (part) => {
    if (part.length > 1) {
      return part.replace('[!', '[^').replaceAll('\\', '\\\\');
    }
    return part === '*' ? '.*' : part === '?' ? '.' : `\\${part}`;
  });
  return new RegExp(`^${expression}$`, 's').test(key);
}

/** Listed once for all health checks and deployments. */
function filesOf(source: string, assembly: Assembly): ReadonlySet<string> | undefined {
  const known = assembly.once(knownFiles);
  if (!known.has(source)) {
    const files = assembly.filesOf(source);
    known.set(source, files && new Set(files));
  }
  return known.get(source);
}

function knownFiles(): Map<string, ReadonlySet<string> | undefined> {
  return new Map();
}
