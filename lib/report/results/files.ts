import * as path from 'node:path';
import { hostName } from '../../config/host-names';
import type { Kind, Run } from './run';

/** Of drills every run is kept, of the others the last. */
export const DRILLS = 'drills';

/**
 * Where a site's runs are kept.
 *
 * @param site domain name
 * @throws ZodError for what is none, and might lead elsewhere
 */
export function directoryOf(results: string, site: string): string {
  return path.join(results, hostName.parse(site));
}

/** The last run of a kind that came to its end, and the one that did not, should it be later. */
export function fileNames(kind: Exclude<Kind, 'drill'>) {
  return { finished: `${kind}.json`, unfinished: `${kind}-unfinished.json` };
}

/** `drills/2026-11-26T17-30-00.123Z.json`: a colon is no character of a file's name everywhere. */
export function drillFile({ at }: Pick<Run, 'at'>): string {
  return path.join(DRILLS, `${at.replaceAll(':', '-')}.json`);
}
