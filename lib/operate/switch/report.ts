import { SWITCH_INTERVAL_SECONDS, SWITCH_KEY } from '../../config/names';
import type { Site } from '../../site-config';
import { TTL } from '../ttl';
import { spoken } from '../drill/duration';
import type { Engaged } from './switch-object';

/** What `engage --json` and `release --json` print. */
export interface SwitchReport {
  readonly version: 1;
  /** Domain name. */
  readonly site: string;
  readonly action: 'engage' | 'release';
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly before: SwitchState;
  readonly now: SwitchState;
  /** Whether anything was changed. */
  readonly changed: boolean;
  /** Seconds until no visitor's answer of DNS is older than the change, by the configuration. */
  readonly movesWithinSeconds: number;
}

export interface SwitchState {
  readonly engaged: boolean;
  /** ISO 8601. */
  readonly since?: string;
  /** Absent when no command of ours engaged it. */
  readonly by?: string;
  readonly kind?: 'operator' | 'drill';
}

export function switchReport(
  site: Site,
  action: SwitchReport['action'],
  before: Engaged | undefined,
  now: Engaged | undefined,
): SwitchReport {
  return {
    version: 1,
    site: site.domainName,
    action,
    bucket: site.secondaryBucketName,
    region: site.secondaryRegion,
    key: SWITCH_KEY,
    before: stateOf(before),
    now: stateOf(now),
    changed: before?.etag !== now?.etag,
    movesWithinSeconds: movesWithin(site) / 1000,
  };
}

/** Milliseconds from a change of the switch until every resolver has another answer. */
export function movesWithin({ healthCheck: { failureThreshold } }: Site): number {
  return SWITCH_INTERVAL_SECONDS * failureThreshold * 1000 + TTL;
}

function stateOf(engaged: Engaged | undefined): SwitchState {
  const { since, mark } = engaged ?? {};
  return {
    engaged: engaged !== undefined,
    ...(since && { since: since.toISOString() }),
    ...(mark && { by: mark.by, kind: mark.kind }),
  };
}

/** Who has engaged the switch, and when: `by ops@laptop at 2026-11-25T12:00:00.000Z`. */
export function toldOf({ since, mark }: Engaged): string {
  return toldState({ since: since.toISOString(), by: mark?.by, kind: mark?.kind });
}

function toldState({ since, by, kind }: Pick<SwitchState, 'since' | 'by' | 'kind'>): string {
  const who =
    by === undefined ? 'by somebody, without our commands,' : kind === 'drill' ? `by a drill of ${by}` : `by ${by}`;
  return `${who} at ${since}`;
}

/** What was done, for a person to read. */
export function switchText(report: SwitchReport): string {
  const { site, action, before, now, changed, movesWithinSeconds, bucket, region, key } = report;
  const was = before.engaged ? `engaged ${toldState(before)}` : 'released';
  const place = `s3://${bucket}/${key} in ${region}`;
  const moves = spoken(movesWithinSeconds * 1000);
  if (!changed) {
    return now.engaged
      ? `the switch of ${site} was engaged already, ${toldState(now)}: visitors are at the secondary, or on their way (${place})`
      : `the switch of ${site} was released already: visitors go where the health checks say (${place} is not there)`;
  }
  const lines =
    action === 'engage'
      ? [
          `the switch of ${site} is engaged (it was ${was}): ${place} is there, read back`,
          `DNS answers the secondary within ${moves}, by the settings of the health check, for the last visitor; it stays so until`,
          `npm run release -- --site ${site}`,
        ]
      : [
          `the switch of ${site} is released (it was ${was}): ${place} is gone, read back`,
          `DNS answers the primary within ${moves}, by the settings of the health check, for the last visitor, if the primary is well`,
        ];
  return [...lines, ...drillNote(before)].join('\n');
}

function drillNote({ kind }: SwitchState): string[] {
  return kind === 'drill' ? ['the drill notices, if it is still running, and ends'] : [];
}
