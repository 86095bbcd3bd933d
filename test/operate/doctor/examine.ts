import { Aws } from '../../../lib/operate/aws';
import type { Check, Examination, Finding } from '../../../lib/operate/doctor/check';
import { examinationOf } from '../../../lib/operate/doctor/examination';
import type { Network } from '../../../lib/operate/network';
import type { Site, SiteConfig } from '../../../lib/site-config';
import { NOWHERE } from '../loopback';
import { exampleSite } from '../../helpers';

export interface Examined {
  readonly settings?: Partial<SiteConfig>;
  readonly site?: Site;
  readonly network?: Network;
  /** @default new Date('2026-11-25T12:00:00Z') */
  readonly now?: Date;
  readonly synthesized?: Examination['synthesized'];
}

/** What a check finds on the example site; clients are mocked by whoever tests (`aws-sdk-client-mock`). */
export async function examine(check: Check, examined: Examined = {}): Promise<readonly Finding[]> {
  const { settings, network = NOWHERE, now = new Date('2026-11-25T12:00:00Z'), synthesized } = examined;
  const site = examined.site ?? exampleSite(settings);
  const signal = new AbortController().signal;
  return check.examine(examinationOf({ site, aws: new Aws(), network, signal, now: () => now, synthesized }));
}
