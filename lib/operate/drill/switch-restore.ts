import { SWITCH_KEY } from '../../config/names';
import type { Site } from '../../site-config';
import { toldOf } from '../switch/report';
import { readSwitch, removeSwitch } from '../switch/switch-object';
import type { Aws } from '../aws';
import type { Clock } from '../clock';
import { spoken } from './duration';
import { persist } from './persist';
import { Refusal } from './refusal';

export interface SwitchRestoreSettings {
  readonly site: Site;
  readonly aws: Aws;
  readonly clock: Clock;
  /** Releases the switch even where an operator engaged it. */
  readonly evenWithoutIntent: boolean;
  readonly tell: (text: string) => void;
}

/** What `npm run drill -- --restore --json` prints of a site with a switch. */
export interface SwitchRestoreReport {
  readonly version: 1;
  readonly site: string;
  readonly switch: { readonly bucket: string; readonly region: string; readonly key: string };
  /** The drill whose work it was; absent when there was none. */
  readonly drill?: { readonly id: string; readonly since: string; readonly by: string };
  /** Whether the switch was engaged when it was looked at first. */
  readonly wasEngaged: boolean;
  readonly isEngaged: false;
}

/**
 * Finishes a drill that cannot: releases the switch that it engaged. Nothing but S3 in the secondary Region is asked.
 *
 * @throws Refusal when an operator has engaged it
 */
export async function restoreSwitch(props: SwitchRestoreSettings): Promise<SwitchRestoreReport> {
  const { site, aws, clock, evenWithoutIntent, tell } = props;
  const engaged = await readSwitch(aws, site);
  const drill = engaged?.mark?.kind === 'drill' ? engaged.mark : undefined;
  if (engaged && !drill && !evenWithoutIntent) {
    throw new Refusal([
      `the switch is engaged ${toldOf(engaged)}, by no drill: somebody may hold visitors at the secondary on purpose ` +
        `(docs/switch.md). To take them back: npm run release -- --site ${site.domainName}`,
    ]);
  }
  if (drill) {
    const age = spoken(Math.max(Date.now() - drill.since.getTime(), 0));
    tell(`${drill.by} began a drill ${age} ago; should it still be running, it notices and ends`);
  }
  if (engaged) {
    // this engagement alone: whoever engages it meanwhile keeps it
    const isLeft = async () => (await readSwitch(aws, site))?.etag === engaged.etag;
    const remove = async () => {
      await removeSwitch(aws, site, engaged);
      return (await isLeft()) ? undefined : true;
    };
    await persist(remove, { clock, tell, notYet: 'the switch is not released yet', byHand: removeByHand(site) });
  }
  return {
    version: 1,
    site: site.domainName,
    switch: { bucket: site.secondaryBucketName, region: site.secondaryRegion, key: SWITCH_KEY },
    ...(drill && { drill: { id: drill.id, since: drill.since.toISOString(), by: drill.by } }),
    wasEngaged: engaged !== undefined,
    isEngaged: false,
  };
}

/** What was done, for a person to read. */
export function switchRestoreText({ drill, wasEngaged }: SwitchRestoreReport): string {
  if (!wasEngaged) {
    return 'nothing to restore: the switch is released';
  }
  const whose = drill ? `, as before the drill of ${drill.by} of ${drill.since}` : '';
  return `the switch is released again${whose}; DNS follows within a minute or two`;
}

/** What anybody can type who has the rights and the AWS CLI. */
export function removeByHand({ secondaryBucketName, secondaryRegion }: Site): string {
  return `aws s3api delete-object --region ${secondaryRegion} --bucket ${secondaryBucketName} --key ${SWITCH_KEY}`;
}
