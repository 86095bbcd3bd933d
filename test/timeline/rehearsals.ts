import type { Answer, Figure, Health, Rehearsal, VisitorRequest } from '../../lib/timeline/timeline';

const SECOND = 1000;

/** A request every second: who answers from which second on, or with which error. */
function requests(changes: Readonly<Record<number, string>>, duration: number): VisitorRequest[] {
  return Array.from({ length: duration }, (_, second) => {
    const [, what = ''] = Object.entries(changes).findLast(([from]) => Number(from) <= second) ?? [];
    const at = second * SECOND;
    return what === 'PRIMARY' || what === 'SECONDARY'
      ? { at, ok: true, by: what, what: '200' }
      : { at, ok: false, what };
  });
}

/** Counts of healthy checkers, of 16, from a second on. */
function health(counts: Readonly<Record<number, number>>): Health[] {
  return Object.entries(counts).map(([second, healthyCheckers]) => ({
    at: Number(second) * SECOND,
    healthy: healthyCheckers / 16 > 0.18,
    healthyCheckers,
    checkers: 16,
  }));
}

function answers(changes: Readonly<Record<number, Answer['to']>>): Answer[] {
  return Object.entries(changes).map(([second, to]) => ({ at: Number(second) * SECOND, name: 'example.com', to }));
}

function figure(
  name: string,
  since: Figure['since'],
  measured?: number,
  promised?: number,
  more: Partial<Figure> = {},
): Figure {
  const seconds = (value?: number) => (value === undefined ? undefined : value * SECOND);
  return { name, since, measured: seconds(measured), promised: seconds(promised), kept: true, ...more };
}

const REFUSED = 'refused while DNS points at the secondary: an S3 website speaks no HTTPS';

/** S3 of the primary is lost, and the site does what it should. */
export function failover(): Rehearsal {
  return {
    timeline: {
      scenario: 'primary-unavailable',
      title: 'S3 in us-east-2, the primary Region, answers 503',
      site: 'example.com',
      duration: 420 * SECOND,
      outage: { from: 60 * SECOND, until: 240 * SECOND },
      health: health({ 0: 16, 84: 13, 85: 10, 86: 7, 87: 5, 88: 2, 89: 0, 264: 1, 265: 3, 266: 8, 267: 12, 269: 16 }),
      answers: answers({ 0: 'PRIMARY', 88: 'SECONDARY', 265: 'PRIMARY' }),
      visitors: [
        { name: 'HTTP', requests: requests({ 0: 'PRIMARY', 60: '503', 121: 'SECONDARY', 301: 'PRIMARY' }, 420) },
        { name: 'HTTPS', requests: requests({ 0: 'PRIMARY', 60: '503', 137: 'ECONNREFUSED', 317: 'PRIMARY' }, 420) },
        { name: 'prefers IPv6', requests: requests({ 0: 'PRIMARY', 60: '503', 97: 'SECONDARY', 277: 'PRIMARY' }, 420) },
      ],
    },
    figures: [
      figure('served by the primary before', 'outage'),
      figure('noticed', 'outage', 28.2, 30),
      figure('DNS moved', 'outage', 28.2, 30),
      figure('last failed request, HTTP', 'outage', 60, 90, { note: 'failed with 503' }),
      figure('last failed request, HTTPS', 'outage', 179, undefined, { note: REFUSED }),
      figure('last failed request, prefers IPv6', 'outage', 36, 90, { note: 'failed with 503' }),
      figure('noticed', 'recovery', 25.4, 30),
      figure('DNS moved back', 'recovery', 25.4, 30),
      figure('last failed request, HTTP', 'recovery', undefined, 0),
      figure('last failed request, HTTPS', 'recovery', 76, 90, { note: 'failed with ECONNREFUSED' }),
    ],
    kept: true,
  };
}

/** The health check asks for what is not there: the site is on its secondary although nothing is lost. */
export function wrongPath(): Rehearsal {
  return {
    timeline: {
      ...failover().timeline,
      title: 'S3 in us-east-2 answers 503 (a health check on the wrong path)',
      health: health({ 0: 16, 24: 13, 25: 9, 26: 6, 27: 5, 28: 1, 29: 0 }),
      answers: answers({ 0: 'PRIMARY', 28: 'SECONDARY' }),
      visitors: [
        { name: 'HTTP', requests: requests({ 0: 'PRIMARY', 61: 'SECONDARY' }, 420) },
        { name: 'HTTPS', requests: requests({ 0: 'PRIMARY', 76: 'ECONNREFUSED' }, 420) },
        { name: 'prefers IPv6', requests: requests({ 0: 'PRIMARY', 41: 'SECONDARY' }, 420) },
      ],
    },
    figures: [
      figure('served by the primary before', 'outage', undefined, undefined, {
        kept: false,
        note: 'the health check finds the primary unhealthy though nothing is lost; DNS does not answer the primary',
      }),
      figure('noticed', 'outage', undefined, 30, { kept: false, note: 'it did not happen' }),
      figure('noticed', 'recovery', undefined, 30, { kept: false, note: 'it did not happen' }),
      figure('last failed request, HTTPS', 'recovery', 179.4, 90, { kept: false, note: 'failed with ECONNREFUSED' }),
    ],
    kept: false,
  };
}

/** Both Regions are lost, and nothing is left; the check notices the recovery too late. */
export function bothLost(): Rehearsal {
  const both = { 0: 'PRIMARY', 60: '503', 241: 'SECONDARY', 301: 'PRIMARY' };
  return {
    timeline: {
      ...failover().timeline,
      scenario: 'both-unavailable',
      title: 'S3 in us-east-2 and in us-west-2 answers 503',
      visitors: [
        { name: 'HTTP', requests: requests(both, 420) },
        { name: 'HTTPS', requests: requests({ 0: 'PRIMARY', 60: '503', 137: 'ECONNREFUSED', 317: 'PRIMARY' }, 420) },
        { name: 'prefers IPv6', requests: requests({ ...both, 99: 'ETIMEDOUT', 106: '503' }, 420) },
      ],
    },
    figures: [
      figure('noticed', 'outage', 28.2, 30),
      figure('DNS moved', 'outage', 28.2, 30),
      figure('last failed request, HTTP', 'outage', 179, undefined, { note: 'nothing is left to serve them' }),
      figure('noticed', 'recovery', 30.4, 30, { kept: false }),
      figure('last failed request, HTTP', 'recovery', 0.3, 0),
    ],
    kept: false,
  };
}

/** CloudFront is lost in front of a site whose secondary speaks HTTPS: two health checks decide, and IPv6 moves too. */
export function cloudfrontLost(): Rehearsal {
  const { timeline, figures } = failover();
  const { health, answers } = timeline;
  const released = { at: 0, healthy: true, healthyCheckers: 0, checkers: 16, inverted: true };
  return {
    timeline: {
      ...timeline,
      scenario: 'cloudfront-unreachable',
      title: 'CloudFront accepts no connections',
      health: [
        { at: 0, healthy: true, healthyCheckers: 2, checkers: 2 },
        { at: 88 * SECOND, healthy: false, healthyCheckers: 1, checkers: 2 },
        { at: 265 * SECOND, healthy: true, healthyCheckers: 2, checkers: 2 },
      ],
      checks: [
        { name: 'health check, CloudFront', isSwitch: false, health },
        {
          name: "operator's switch",
          isSwitch: true,
          health: [
            released,
            { ...released, at: 300 * SECOND, healthy: false, healthyCheckers: 16 },
            { ...released, at: 360 * SECOND },
          ],
        },
      ],
      answers: answers.flatMap((answer) => [answer, { ...answer, name: 'example.com AAAA' }]),
      visitors: ['HTTP', 'HTTPS', 'HTTPS over IPv6'].map((name) => ({ name, requests: [] })),
    },
    figures,
    kept: true,
  };
}
