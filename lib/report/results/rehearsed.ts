import { z } from 'zod';
import type { DrillReport } from '../../operate/drill/report';
import type { RehearsalReport } from '../../rehearsal/report';

const at = z.number();
const side = z.enum(['PRIMARY', 'SECONDARY']);

const health = z.object({
  at,
  healthy: z.boolean(),
  healthyCheckers: z.number(),
  checkers: z.number(),
  inverted: z.boolean().optional(),
});

const request = z.object({
  at,
  ok: z.boolean(),
  by: side.optional(),
  what: z.string(),
  waited: z.number().optional(),
});

const timeline = z.object({
  kind: z.enum(['rehearsal', 'drill']).optional(),
  lever: z.enum(['health check', 'switch']).optional(),
  scenario: z.string(),
  title: z.string(),
  site: z.string(),
  duration: z.number(),
  outage: z.object({ from: at, until: at }),
  health: z.array(health),
  checks: z.array(z.object({ name: z.string(), isSwitch: z.boolean(), health: z.array(health) })).optional(),
  answers: z.array(z.object({ at, name: z.string(), to: z.enum(['PRIMARY', 'SECONDARY', 'nothing']) })),
  visitors: z.array(z.object({ name: z.string(), requests: z.array(request) })),
});

const figures = z.array(
  z.object({
    name: z.string(),
    measured: z.number().optional(),
    promised: z.number().optional(),
    since: z.enum(['outage', 'recovery']),
    kept: z.boolean(),
    note: z.string().optional(),
  }),
);

/** What `drill` saw. */
export const drillReport: z.ZodType<DrillReport> = z.object({
  version: z.literal(1),
  site: z.string(),
  healthCheckId: z.string(),
  lever: z.enum(['health check', 'switch']),
  began: z.string(),
  by: z.string(),
  promises: z.object({ noticed: z.number(), ttl: z.number(), secondarySpeaksHttps: z.boolean() }),
  objective: z.number().optional(),
  hold: z.number(),
  kept: z.boolean(),
  timeline,
  figures,
});

/** What `rehearse` saw. */
export const rehearsalReport: z.ZodType<RehearsalReport> = z.object({
  version: z.literal(1),
  kept: z.boolean(),
  rehearsals: z.array(z.object({ timeline, figures, kept: z.boolean() })).min(1),
});
