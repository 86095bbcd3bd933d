import type { Site } from '../../site-config';
import type { Promises } from './figures';
import { spoken } from './duration';

/** How long a drill waits for visitors to move, or to come back: twice what the settings promise. Milliseconds. */
export function limitOf({ noticed, ttl }: Promises): number {
  return 2 * (noticed + ttl);
}

/** What the visitors of a site will notice of a drill, a line each. */
export function notice({ domainName, secondaryRegion }: Site, promises: Promises, hold: number): string[] {
  const most = promises.noticed + promises.ttl;
  const usual = spoken(hold + most);
  const longest = spoken(hold + limitOf(promises) + most);
  const lines = [
    `The drill moves the visitors of ${domainName} to S3 in ${secondaryRegion}, for real, and back.`,
    `HTTP: served by the secondary for about ${usual}; nobody should notice.`,
    `HTTPS: refused for about ${usual}, ${longest} at most: an S3 website speaks no HTTPS. That is most visitors of most sites.`,
    'A primary that fails meanwhile is not failed over from: its visitors would be sent back to it.',
  ];
  return promises.secondarySpeaksHttps ? lines.filter((line) => !line.startsWith('HTTPS')) : lines;
}
