import { z } from 'zod';
import type { DoctorReport } from '../../operate/doctor/report/json';

const finding = z.object({
  severity: z.enum(['error', 'warning']),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  page: z.string().optional(),
});

const check = { id: z.string(), title: z.string() };

const count = z.number().int().nonnegative();

/** What `doctor` found. */
export const doctorReport: z.ZodType<DoctorReport> = z.object({
  version: z.literal(1),
  site: z.string(),
  account: z.string(),
  errors: count,
  warnings: count,
  passed: count,
  needless: count,
  notDeployed: count,
  notAsked: count,
  checks: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ ...check, outcome: z.literal('passed') }),
      z.object({ ...check, outcome: z.literal('failed'), findings: z.array(finding) }),
      z.object({ ...check, outcome: z.literal('needless'), why: z.string() }),
      z.object({ ...check, outcome: z.literal('not deployed') }),
      z.object({
        ...check,
        outcome: z.literal('not asked'),
        why: z.string(),
        permissions: z.array(z.string()).optional(),
      }),
    ]),
  ),
});
