import type { Kind } from './results/run';

/** Days after which what a command found says little about today. */
export const FRESH_DAYS: Readonly<Record<Kind, number>> = { doctor: 7, parity: 7, drill: 92, rehearsal: 92 };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Clocks of two machines differ by no more. */
const SKEW = 5 * MINUTE;

const UNITS = [
  ['day', DAY],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

/** How old something is when the page is made. */
export interface Age {
  /** `3 days ago`. */
  readonly text: string;
  readonly isStale: boolean;
}

/** @param at ISO 8601 */
export function ageOf(kind: Kind, at: string, now: Date): Age {
  const age = now.getTime() - Date.parse(at);
  if (age < -SKEW) {
    // one of the clocks was wrong, so that nobody knows
    return { text: 'dated after this page', isStale: true };
  }
  return { text: ago(Math.max(0, age)), isStale: age > FRESH_DAYS[kind] * DAY };
}

function ago(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, size]) => milliseconds >= size) ?? ['minute', MINUTE];
  const count = Math.floor(milliseconds / length);
  return count === 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** `26 November 2026, 17:30 UTC`. */
export function dateText(at: string): string {
  const date = new Date(at);
  return `${DATE.format(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}
