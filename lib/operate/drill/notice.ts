import type { Site } from '../../site-config';
import { visitorsNotice } from '../visitors-notice';
import type { Promises } from './figures';
import type { Lever } from './lever';
import { spoken } from './duration';

/** How long a drill waits for visitors to move, or to come back: twice what the settings promise. Milliseconds. */
export function limitOf({ noticed, ttl }: Promises): number {
  return 2 * (noticed + ttl);
}

/** What the visitors of a site will notice of a drill, a line each. */
export function notice(site: Site, promises: Promises, hold: number, lever: Lever['kind']): string[] {
  const { domainName, secondaryRegion } = site;
  const most = promises.noticed + promises.ttl;
  const usual = `for about ${spoken(hold + most)}`;
  const longest = `${usual}, ${spoken(hold + limitOf(promises) + most)} at most`;
  const to = promises.secondarySpeaksHttps ? 'the HTTPS endpoint' : 'S3';
  return [
    `The drill moves the visitors of ${domainName} to ${to} in ${secondaryRegion}, for real, and back.`,
    ...visitorsNotice(site, usual, longest),
    lever === 'switch'
      ? 'While the switch is engaged nothing brings visitors back, should the secondary fail: the drill then ends by Ctrl-C.'
      : 'A primary that fails meanwhile is not failed over from: its visitors would be sent back to it.',
  ];
}
