import { z } from 'zod';
import type { ParityReport } from '../../operate/parity/report';

const count = z.number().int().nonnegative();
const bucket = z.object({ bucket: z.string(), region: z.string(), objects: count, bytes: z.number() });
const version = z.object({ etag: z.string(), size: z.number(), lastModified: z.string() });
const status = z.enum(['PENDING', 'COMPLETED', 'FAILED', 'REPLICA', 'NONE', 'GONE', 'UNKNOWN']);

const differing = z.object({
  objects: count,
  bytes: z.number(),
  examined: count,
  statuses: z.partialRecord(status, count),
  examples: z.array(z.object({ key: z.string(), status, primary: version.optional(), secondary: version.optional() })),
});

const header = z.object({ name: z.string(), primary: z.string().optional(), secondary: z.string().optional() });

/** What `parity` found. */
export const parityReport: z.ZodType<ParityReport> = z.object({
  version: z.literal(1),
  site: z.string(),
  asOf: z.string(),
  seconds: z.number(),
  same: z.boolean(),
  primary: bucket,
  secondary: bucket,
  equal: count,
  missing: differing,
  stale: differing,
  extra: differing,
  underWay: count,
  switchEngaged: z.boolean().optional(),
  atRisk: z.object({
    objects: count,
    bytes: z.number(),
    oldest: z.object({ key: z.string(), lastModified: z.string(), ageSeconds: z.number() }).optional(),
  }),
  headers: z
    .object({
      asked: z.union([z.number(), z.literal('all')]),
      compared: count,
      differing: count,
      examples: z.array(z.object({ key: z.string(), headers: z.array(header) })),
    })
    .optional(),
  denied: z.array(z.string()),
});
