import type { Promises } from '../../../lib/operate/drill/figures';
import type { Timeline, VisitorRequest } from '../../../lib/timeline/timeline';

export const PROMISES: Promises = { noticed: 30_000, ttl: 60_000, secondarySpeaksHttps: false };

/** A request every two seconds: from which second on who serves, or which error there is. */
function requests(changes: Readonly<Record<number, string>>): VisitorRequest[] {
  return Array.from({ length: 131 }, (_, count) => {
    const second = count * 2;
    const [, what = ''] = Object.entries(changes).findLast(([from]) => Number(from) <= second) ?? [];
    const at = second * 1000;
    return what === 'PRIMARY' || what === 'SECONDARY'
      ? { at, ok: true, by: what, what: '200' }
      : { at, ok: false, by: 'SECONDARY', what };
  });
}

/** A drill from 6 s to 120 s: the first name server moves after 18 s, the last after 24 s. */
export function timeline(changes: Partial<Timeline> = {}): Timeline {
  const status = (at: number, inverted = false) => ({
    at,
    healthy: !inverted,
    healthyCheckers: 16,
    checkers: 16,
    ...(inverted ? { inverted } : {}),
  });
  const server = (name: string, moved: number) => [
    { at: 0, name, to: 'PRIMARY' as const },
    { at: moved, name, to: 'SECONDARY' as const },
    { at: moved + 114_000, name, to: 'PRIMARY' as const },
  ];
  return {
    kind: 'drill',
    scenario: 'drill',
    title: 'the health check is inverted, and put back',
    site: 'example.com',
    duration: 260_000,
    outage: { from: 6_000, until: 120_000 },
    health: [status(0), status(7_000, true), status(122_000)],
    answers: [...server('ns-1.awsdns-01.org', 24_000), ...server('ns-2.awsdns-02.co.uk', 30_000)],
    visitors: [
      { name: 'HTTP', requests: requests({ 0: 'PRIMARY', 66: 'SECONDARY', 186: 'PRIMARY' }) },
      { name: 'HTTPS', requests: requests({ 0: 'PRIMARY', 70: 'ECONNREFUSED', 190: 'PRIMARY' }) },
      { name: 'prefers IPv6', requests: requests({ 0: 'PRIMARY', 40: 'SECONDARY', 160: 'PRIMARY' }) },
    ],
    ...changes,
  };
}

export { requests };
