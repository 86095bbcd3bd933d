import { isAccessDenied } from '../aws-error';
import type { Difference, Differences } from './differences';
import { headOf, type Head, type ReplicationStatus } from './head';
import { Pool } from './pool';
import { unreadable, type Role, type Side } from './side';

/** `GONE`: deleted in the primary; `UNKNOWN`: these credentials may not ask. */
export type Status = ReplicationStatus | 'GONE' | 'UNKNOWN';

/** Objects that are asked for at once, on both sides. */
export const AT_ONCE = 20;

export interface Examined {
  readonly statuses: ReadonlyMap<Difference, Status>;
  /** How many are no differences any more. */
  readonly settled: number;
  /** What these credentials may not ask, each once. */
  readonly denied: readonly string[];
}

/**
 * Asks both buckets again for what is kept of each kind: its replication status in the primary, and whether the buckets
 * agree by now. What they agree about is taken back.
 *
 * @throws Error that says why a bucket could not be read
 */
export async function examine(
  sides: Record<Role, Side>,
  kinds: readonly Differences[],
  signal: AbortSignal,
): Promise<Examined> {
  const statuses = new Map<Difference, Status>();
  const denied = new Set<string>();
  const pool = new Pool(AT_ONCE);
  let settled = 0;
  const ask = async (side: Side, key: string): Promise<Head | 'denied' | undefined> => {
    const needs = `s3:GetObject on arn:aws:s3:::${side.bucket}/*`;
    return headOf(side, key, signal).catch((error: unknown) => {
      if (isAccessDenied(error)) {
        denied.add(needs);
        return 'denied' as const;
      }
      signal.throwIfAborted();
      throw unreadable(side, needs, error);
    });
  };
  for (const kind of kinds) {
    for (const difference of [...kind.oldest]) {
      await pool.add(async () => {
        const { key } = difference;
        const [primary, secondary] = await Promise.all([ask(sides.primary, key), ask(sides.secondary, key)]);
        if (primary !== 'denied' && secondary !== 'denied' && agree(primary, secondary)) {
          kind.remove(difference);
          settled += 1;
        } else {
          statuses.set(difference, primary === 'denied' ? 'UNKNOWN' : (primary?.status ?? 'GONE'));
        }
      });
    }
  }
  await pool.ended();
  return { statuses, settled, denied: [...denied] };
}

/** Whether both are the same object, or neither is there. */
export function agree(
  one: Pick<Head, 'etag' | 'size'> | undefined,
  other: Pick<Head, 'etag' | 'size'> | undefined,
): boolean {
  return one?.etag === other?.etag && one?.size === other?.size;
}
