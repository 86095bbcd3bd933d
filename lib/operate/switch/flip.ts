import { randomUUID } from 'node:crypto';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import type { Mark } from './mark';
import { switchReport, type SwitchReport } from './report';
import { putSwitch, readSwitch, removeSwitch, type Engaged } from './switch-object';

/** Others may change it between our look and our change, but hardly so often. */
const ATTEMPTS = 5;

/**
 * Engages the switch of a site, and looks that it is: visitors go to the secondary. One that an operator has engaged stays
 * theirs; a drill's becomes this operator's, so that the end of the drill does not release it.
 *
 * @param by who asks for it, and where: `ops@laptop`
 * @throws Error that says what to do; nothing but S3 in the secondary Region is asked
 */
export async function engage(aws: Aws, site: Site, by: string): Promise<SwitchReport> {
  const mark: Mark = { id: randomUUID(), kind: 'operator', by, since: new Date() };
  return flipped(aws, site, 'engage', {
    isDone: (now) => now !== undefined && now.mark?.kind !== 'drill',
    change: (now) => putSwitch(aws, site, mark, now ?? 'absent'),
  });
}

/**
 * Releases the switch of a site, whoever engaged it, and looks that it is: visitors go where the health checks say.
 *
 * @throws Error that says what to do; nothing but S3 in the secondary Region is asked
 */
export async function release(aws: Aws, site: Site): Promise<SwitchReport> {
  return flipped(aws, site, 'release', {
    isDone: (now) => now === undefined,
    change: async (now) => now === undefined || removeSwitch(aws, site, now),
  });
}

interface Flip {
  readonly isDone: (now: Engaged | undefined) => boolean;
  /** False when it was changed since. */
  readonly change: (now: Engaged | undefined) => Promise<boolean>;
}

/** Changes it until it reads as it should: whatever became of an answer, what is read decides. */
async function flipped(
  aws: Aws,
  site: Site,
  action: SwitchReport['action'],
  { isDone, change }: Flip,
): Promise<SwitchReport> {
  const before = await readSwitch(aws, site);
  let now = before;
  for (let attempt = 1; !isDone(now); attempt++) {
    if (attempt > ATTEMPTS) {
      throw new Error(
        `the switch must stay as it is while it is changed, got: others who change it too; look, then ${action} again`,
      );
    }
    await change(now);
    now = await readSwitch(aws, site);
  }
  return switchReport(site, action, before, now);
}
