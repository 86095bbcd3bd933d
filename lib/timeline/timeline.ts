/** What happened in a rehearsal or a drill, and what was promised. All times are milliseconds since its start, as they pass in it, unless a field says otherwise. */

/** Which record of the pair a name leads to. */
export type Side = 'PRIMARY' | 'SECONDARY';

export interface Timeline {
  /** What it was. @default 'rehearsal' */
  readonly kind?: 'rehearsal' | 'drill';
  /** Of a drill: what moved visitors. @default 'health check' */
  readonly lever?: 'health check' | 'switch';
  /** As it is called on the command line, `primary-unavailable`. */
  readonly scenario: string;
  /** For a person, "S3 in us-east-2 answers 503". */
  readonly title: string;
  /** The site's domain name. */
  readonly site: string;
  readonly duration: number;
  /** Of a drill: while the health check was inverted, or the switch engaged. */
  readonly outage: { readonly from: number; readonly until: number };
  /** What the records go by: each change; the first at 0. Of a calculated health check, its checkers are others. */
  readonly health: readonly Health[];
  /** The health checks that a calculated one goes by. */
  readonly checks?: readonly Check[];
  /** What the name servers answer, by name: each change; the first of every name at 0. */
  readonly answers: readonly Answer[];
  readonly visitors: readonly Visitor[];
}

export interface Health {
  readonly at: number;
  /** What Route 53 makes of it. */
  readonly healthy: boolean;
  readonly healthyCheckers: number;
  readonly checkers: number;
  /** Whether Route 53 takes the contrary of what they say. @default false */
  readonly inverted?: boolean;
}

export interface Check {
  /** `health check, CloudFront`. */
  readonly name: string;
  /** Whether it is the operator's switch: engaged while it is unhealthy. */
  readonly isSwitch: boolean;
  readonly health: readonly Health[];
}

export interface Answer {
  readonly at: number;
  /** `example.com`; with the type of other records than A, `example.com AAAA`. */
  readonly name: string;
  readonly to: Side | 'nothing';
}

export interface Visitor {
  /** `HTTP`, `HTTPS`, `prefers IPv6`, `HTTPS over IPv6`. */
  readonly name: string;
  /** In the order of their times. */
  readonly requests: readonly VisitorRequest[];
}

export interface VisitorRequest {
  readonly at: number;
  readonly ok: boolean;
  /** Who answered, whether well or not. */
  readonly by?: Side;
  /** `200`, or the code of an error: `ECONNREFUSED`. */
  readonly what: string;
  /** Milliseconds until what is lost was given up and something else asked. @default 0 */
  readonly waited?: number;
}

/** A moment that the settings promise something about. */
export interface Figure {
  /** `noticed`, `DNS moved`, `last failed request over HTTP`. */
  readonly name: string;
  /** Milliseconds after the outage began or ended; absent when it did not happen. */
  readonly measured?: number;
  /** The latest that the settings allow, counted like `measured`; absent when nothing is promised. */
  readonly promised?: number;
  readonly since: 'outage' | 'recovery';
  readonly kept: boolean;
  readonly note?: string;
}

export interface Rehearsal {
  readonly timeline: Timeline;
  readonly figures: readonly Figure[];
  readonly kept: boolean;
}
