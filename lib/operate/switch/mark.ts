import { z } from 'zod';

/** Whose the switch is, and since when: what its object holds. */
export interface Mark {
  /** Tells one engagement from another. */
  readonly id: string;
  /** A drill takes it back by itself; an operator does when the reason is gone. */
  readonly kind: 'operator' | 'drill';
  /** `ops@laptop`. */
  readonly by: string;
  readonly since: Date;
}

const markSchema = z.object({
  version: z.literal(1),
  id: z.string().min(1),
  kind: z.enum(['operator', 'drill']),
  by: z.string(),
  since: z.iso.datetime(),
});

/** As an object holds it. */
export function written({ id, kind, by, since }: Mark): string {
  return `${JSON.stringify({ version: 1, id, kind, by, since: since.toISOString() })}\n`;
}

/** Undefined for what no command of ours wrote, as when somebody put the object by hand: that counts all the same. */
export function markOf(body: string): Mark | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const { success, data } = markSchema.safeParse(json);
  return success ? { id: data.id, kind: data.kind, by: data.by, since: new Date(data.since) } : undefined;
}
