import type { Value } from '../../rules/assembly/value';
import { replicationRulesOf } from '../../rules/site';
import type { Clock } from '../clock';
import type { Bucket, Change } from './bucket';

/**
 * Copies what changes in buckets to others, by their rules, a while later; what is there at first is copied at once.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export class Replication {
  private readonly stopped = new AbortController();
  private readonly unwatch: (() => void)[] = [];

  /** @param delay rehearsed milliseconds from a change to its copy */
  constructor(
    private readonly buckets: readonly Bucket[],
    private readonly clock: Clock,
    private readonly delay: number,
  ) {
    const copies = buckets.flatMap((source) =>
      [...source.objects].flatMap(([key, object]) => this.copiesOf(source, { key, object })),
    );
    copies.forEach((copy) => copy());
    for (const source of buckets) {
      this.unwatch.push(
        source.watch((change) => this.copiesOf(source, change).forEach((copy) => void this.later(copy))),
      );
    }
  }

  /** Nothing is copied from now on, not even what has changed already. */
  stop(): void {
    this.unwatch.forEach((unwatch) => unwatch());
    this.stopped.abort();
  }

  private copiesOf(source: Bucket, change: Change): (() => void)[] {
    const rules = replicationRulesOf(source.resource)
      .filter((rule) => rule.at('Status').text === 'Enabled' && change.key.startsWith(prefixOf(rule)))
      .sort((one, other) => priorityOf(other) - priorityOf(one));
    return this.buckets.flatMap((destination) => {
      // of several rules for one destination, the highest priority decides
      const rule = rules.find((one) => one.at('Destination.Bucket').text === destination.arn);
      return rule && (change.object || copiesDeletions(rule)) ? [() => destination.replicate(change)] : [];
    });
  }

  private async later(copy: () => void): Promise<void> {
    try {
      await this.clock.sleep(this.delay, this.stopped.signal);
    } catch {
      // stopped
      return;
    }
    copy();
  }
}

function prefixOf(rule: Value): string {
  return rule.at('Filter.Prefix').text ?? rule.at('Prefix').text ?? '';
}

function priorityOf(rule: Value): number {
  return rule.at('Priority').number ?? 0;
}

/**
 * Rules of the first version have no Filter, and copy deletions.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html
 */
function copiesDeletions(rule: Value): boolean {
  return !rule.at('Filter').exists || rule.at('DeleteMarkerReplication.Status').text === 'Enabled';
}
