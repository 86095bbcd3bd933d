import { causeOf } from './cause';
import type { Answer, Check, Timeline, Visitor, VisitorRequest } from './timeline';
import { moment } from './words';

/** What a block of a lane shows: a key of the legend. */
export type State = 'outage' | 'healthy' | 'unhealthy' | 'primary' | 'secondary' | 'served' | 'failed';

export interface Block {
  readonly from: number;
  readonly until: number;
  readonly state: State;
  /** How much of the lane's height it takes, from 0 to 1. */
  readonly share: number;
}

export interface Label {
  readonly from: number;
  readonly until: number;
  readonly state: State;
  /** The first that fits is shown. */
  readonly texts: readonly string[];
}

export interface Lane {
  readonly name: string;
  /** Later ones cover earlier ones. */
  readonly blocks: readonly Block[];
  readonly labels: readonly Label[];
}

/** Route 53 finds an endpoint healthy when more than this share of its checkers do. */
export const HEALTHY_SHARE = 0.18;

/** What happened, from top to bottom. */
export function lanesOf(timeline: Timeline): Lane[] {
  const names = [...new Set(timeline.answers.map(({ name }) => name))];
  const { checks = [{ name: 'health check', isSwitch: false, health: timeline.health }] } = timeline;
  return [
    outageLane(timeline),
    ...checks.map((check) => (check.isSwitch ? switchLane(check, timeline) : healthLane(check, timeline))),
    ...names.map((name) => answerLane(name, timeline)),
    ...timeline.visitors.map((visitor) => visitorLane(visitor, timeline)),
  ];
}

/** Of the first health check, which is the share of its checkers. */
export const HEALTH_LANE = 1;

function outageLane(timeline: Timeline): Lane {
  const { outage } = timeline;
  const { from, until } = outage;
  const { name } = causeOf(timeline);
  const texts = [`${name}, ${moment(from)} to ${moment(until)}`, name];
  return {
    name,
    blocks: [{ ...outage, state: 'outage', share: 1 }],
    labels: [{ from, until, state: 'outage', texts }],
  };
}

function switchLane({ name, health }: Check, { duration }: Timeline): Lane {
  const runs = runsOf(health, duration, ({ healthy }) => String(healthy)).map(({ from, until, of: [first] }) => {
    const state: State = first.healthy ? 'healthy' : 'unhealthy';
    return { from, until, state, share: 1, texts: [first.healthy ? 'released' : 'engaged'] };
  });
  return { name, blocks: runs, labels: runs };
}

function healthLane({ name, health }: Check, { duration }: Timeline): Lane {
  const runs = runsOf(health, duration, ({ healthy }) => String(healthy));
  const verdicts = runs.map(({ from, until, of: [first] }) => {
    const state: State = first.healthy ? 'healthy' : 'unhealthy';
    return { from, until, state, texts: [state] };
  });
  const unhealthy = verdicts.filter(({ state }) => state === 'unhealthy');
  const shares = health.map(({ at, healthyCheckers, checkers, inverted }, index) => ({
    from: at,
    until: health[index + 1]?.at ?? duration,
    state: 'healthy' as const,
    // what they say does not count as healthy while it is inverted
    share: checkers === 0 || inverted ? 0 : healthyCheckers / checkers,
  }));
  return {
    name,
    blocks: [...unhealthy.map((run) => ({ ...run, share: 1 })), ...shares],
    labels: verdicts,
  };
}

const ANSWER_STATES = { PRIMARY: 'primary', SECONDARY: 'secondary', nothing: 'failed' } as const;

function answerLane(name: string, { answers, duration }: Timeline): Lane {
  const ours = answers.filter((answer) => answer.name === name);
  const runs = runsOf<Answer>(ours, duration, ({ to }) => to).map(({ from, until, of: [{ to }] }) => {
    const text = to === 'nothing' ? 'no answer' : to;
    return { from, until, state: ANSWER_STATES[to], share: 1, texts: [text] };
  });
  return { name: `DNS, ${name}`, blocks: runs, labels: runs };
}

function visitorLane({ name, requests }: Visitor, { duration }: Timeline): Lane {
  const runs = runsOf(requests, duration, stateOf).map(({ from, until, of }) => {
    const state = stateOf(of[0]);
    return { from, until, state, share: 1, texts: requestTexts(state, of) };
  });
  return { name: `visitor, ${name}`, blocks: runs, labels: runs };
}

function stateOf({ ok, by }: VisitorRequest): State {
  if (!ok) {
    return 'failed';
  }
  return by === undefined ? 'served' : ANSWER_STATES[by];
}

function requestTexts(state: State, requests: readonly VisitorRequest[]): string[] {
  const whats = [...new Set(requests.map(({ what }) => what))].join(', ');
  if (state === 'failed') {
    return [`failed: ${whats}`, whats, 'failed'];
  }
  const by = state === 'served' ? '' : ` by ${state}`;
  return [`served${by}`, state];
}

interface Run<Event> {
  readonly from: number;
  readonly until: number;
  readonly of: readonly [Event, ...Event[]];
}

/** Events in a row that have something in common; each lasts until the next begins. */
function runsOf<Event extends { readonly at: number }>(
  events: readonly Event[],
  end: number,
  keyOf: (event: Event) => string,
): Run<Event>[] {
  const groups: [Event, ...Event[]][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group && keyOf(group[0]) === keyOf(event)) {
      group.push(event);
    } else {
      groups.push([event]);
    }
  }
  return groups.map((of, index) => ({ from: of[0].at, until: groups[index + 1]?.[0].at ?? end, of }));
}
