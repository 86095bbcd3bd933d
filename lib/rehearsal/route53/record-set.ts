import type { Resource } from '../../rules/assembly/resource';
import { refuse, type ZoneRecord } from './zone-record';

/** The records of one name and type, of which one is answered. */
export class RecordSet {
  /** @throws NotUnderstood for records that Route 53 would not take together */
  constructor(readonly records: readonly ZoneRecord[]) {
    const [first, ...others] = records.map(({ role }) => role);
    const roles = new Set([first, ...others]);
    const last = records.at(-1)?.record;
    if (last && (roles.size < records.length || (roles.size > 1 && roles.has(undefined)))) {
      refuse(last, last.at('Failover').exists ? 'Failover' : 'Name');
    }
  }

  /**
   * The record that is answered: the PRIMARY, or the SECONDARY while that alone is healthy. A record without a health
   * check counts as healthy; one alone is answered whatever its health.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
   */
  chosen(isHealthy: (check: Resource) => boolean): ZoneRecord | undefined {
    const primary = this.records.find(({ role }) => role !== 'SECONDARY');
    const secondary = this.records.find(({ role }) => role === 'SECONDARY');
    const counts = (record?: ZoneRecord) => record !== undefined && (!record.check || isHealthy(record.check));
    return counts(secondary) && !counts(primary) ? secondary : (primary ?? secondary);
  }
}
