import { z } from 'zod';
import { hostName } from '../../config/host-names';
import { doctorReport } from './doctor-report';
import { drillReport, rehearsalReport } from './rehearsed';
import { parityReport } from './parity-report';

/** What every kept run says, whichever command it was. */
const envelope = {
  version: z.literal(1),
  /** Domain name. */
  site: hostName,
  /** When it began, as ISO 8601. */
  at: z.iso.datetime(),
  /** How long it took. */
  seconds: z.number().nonnegative(),
  /** Who ran it, and where: `ops@laptop`. */
  by: z.string(),
};

/** A run that came to its end has a result, whatever it found; another says what came between. */
const runOf = <Kind extends string, Result extends z.ZodType>(kind: Kind, result: Result) => {
  const run = { ...envelope, kind: z.literal(kind) };
  return z.discriminatedUnion('ended', [
    z.object({ ...run, ended: z.literal('finished'), result }),
    z.object({ ...run, ended: z.enum(['interrupted', 'failed']), error: z.string() }),
  ]);
};

/** Of each command that keeps what it found. */
export const RUNS = {
  doctor: runOf('doctor', doctorReport),
  drill: runOf('drill', drillReport),
  parity: runOf('parity', parityReport),
  rehearsal: runOf('rehearsal', rehearsalReport),
};

export type Kind = keyof typeof RUNS;

/** A kept run. Names and meanings stay; a new `version` says when they do not. */
export type Run<K extends Kind = Kind> = z.output<(typeof RUNS)[K]>;

export type FinishedRun<K extends Kind = Kind> = Extract<Run<K>, { readonly ended: 'finished' }>;

export type UnfinishedRun<K extends Kind = Kind> = Exclude<Run<K>, { readonly ended: 'finished' }>;
