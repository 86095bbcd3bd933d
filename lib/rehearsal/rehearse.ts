import { setMaxListeners } from 'node:events';
import { Assembly } from '../rules/assembly/assembly';
import type { AssemblySource } from '../rules/assembly/assembly-source';
import { Clock } from './clock';
import { DeployedSite } from './deployed-site';
import { figuresOf, type Promises } from './figures';
import { LosableSite } from './losable-site';
import { Resolver } from './route53/resolver';
import type { Scenario } from './scenarios';
import { scenariosOf } from './scenarios-of';
import { siteOf, type RehearsedSite } from './site';
import type { Rehearsal, Timeline } from '../timeline/timeline';
import { watch } from './watch';
import { moment } from '../timeline/words';
import { HTTPS_VISITOR_KINDS, VISITOR_KINDS, type VisitorKind } from '../timeline/visitor-kinds';
import { Visitor } from './visitor';

export interface RehearseOptions {
  /** Domain name. @default - the only site there is */
  readonly site?: string;
  /** How many times faster time runs. */
  readonly speed: number;
  /** Rehearsed milliseconds from one request of a visitor to the next. @default 2000 */
  readonly betweenRequests?: number;
  /** Ends the rehearsal, and everything that it started. */
  readonly signal: AbortSignal;
  /** Told what happens, for somebody who watches. */
  readonly progress: (text: string) => void;
}

/** How much longer than promised everything is watched, in rehearsed milliseconds. */
const LONGER = 4_000;
/** How late timers of a busy machine are, by the wall's clock. */
const LATE = 100;
/** A visitor waits no longer for an origin that is lost, whatever the settings say. In rehearsed milliseconds. */
const LONGEST_ORIGIN_WAIT = 3_000;

/**
 * Lets a synthesized site lose something and get it back, watched by its health check, its name servers and visitors.
 *
 * @throws NotUnderstood for an app that has what is not modelled; AbortError when the signal is aborted
 */
export async function rehearse(
  source: AssemblySource,
  scenario: Scenario,
  { site: wanted, speed, betweenRequests = 2_000, signal, progress }: RehearseOptions,
): Promise<Rehearsal> {
  const assembly = new Assembly(source);
  const site = siteOf(assembly, wanted);
  const clock = new Clock(speed);
  const deployed = new DeployedSite(assembly, site.distribution, site.secondaryRegion, clock);
  const ended = new AbortController();
  const ending = AbortSignal.any([signal, ended.signal]);
  // each checker and each visitor waits for it
  setMaxListeners(0, ending);
  const watching: Promise<void>[] = [];
  try {
    await deployed.start();
    progress(`name server: dig @127.0.0.1 -p ${deployed.dns.port} ${site.domainName}`);
    const promises = promisesOf(site, deployed, speed);
    await deployed.checks.settle();
    clock.restart();
    const changes = watch(site, deployed, clock, progress);
    watching.push(deployed.checks.start(ending));
    const kinds = site.secondarySpeaksHttps ? HTTPS_VISITOR_KINDS : VISITOR_KINDS;
    const visitors = kinds.map((kind) => visitor(kind, site, deployed, clock, betweenRequests));
    watching.push(...visitors.map((one) => one.browse(ending)));

    const losses = new LosableSite(source, deployed, site);
    const title = scenario.title(losses);
    const from = promises.noticed + LONGER / 2;
    const watched = promises.noticed + promises.ttl + LONGER + 2 * promises.tolerance;
    await clock.sleep(from - clock.now, signal);
    const lostAt = clock.now;
    progress(`${moment(lostAt)}  ${title}`);
    await scenario.lose(losses);
    await clock.sleep(watched, signal);
    const restoredAt = clock.now;
    progress(`${moment(restoredAt)}  ${scenario.over ?? 'what was lost is back'}`);
    await scenario.restore(losses);
    await clock.sleep(watched, signal);

    const timeline: Timeline = {
      scenario: scenario.id,
      title,
      site: site.domainName,
      duration: clock.now,
      outage: { from: lostAt, until: restoredAt },
      ...changes,
      visitors: visitors.map(({ name, requests }) => ({ name, requests: requests.toSorted(byTime) })),
    };
    deployed.assertWhole();
    [...new Set(deployed.faults)].forEach((fault) => progress(`the secondary endpoint answered 500: ${fault}`));
    const figures = figuresOf(timeline, scenario, promises);
    return { timeline, figures, kept: figures.every(({ kept }) => kept) };
  } finally {
    ended.abort();
    await Promise.allSettled(watching);
    await deployed.stop();
  }
}

function byTime(one: { readonly at: number }, other: { readonly at: number }): number {
  return one.at - other.at;
}

function visitor(kind: VisitorKind, site: RehearsedSite, deployed: DeployedSite, clock: Clock, interval: number) {
  return new Visitor({
    kind,
    host: site.domainName,
    pages: site.pages(deployed.buckets),
    addresses: new Resolver(deployed.dns.port, clock),
    endpointAt: (address) => deployed.endpointAt(address),
    clock,
    interval,
  });
}

function promisesOf(site: RehearsedSite, deployed: DeployedSite, speed: number): Promises {
  const { secondarySpeaksHttps } = site;
  const watching = [site.primaryCheck, ...(site.switch ? [site.switch.check] : [])];
  const noticed = watching.map((check) => {
    const { interval, threshold } = deployed.checks.endpoints.get(check)?.settings ?? { interval: 0, threshold: 0 };
    return interval * threshold;
  });
  const originWait = Math.min(deployed.distribution.longestWait, LONGEST_ORIGIN_WAIT);
  return { noticed: Math.max(...noticed), ttl: 60_000, secondarySpeaksHttps, originWait, tolerance: LATE * speed };
}

/**
 * What can happen to the site of an app.
 *
 * @param wanted domain name
 * @throws Error that says what is missing, or which sites there are
 */
export function scenariosFor(source: AssemblySource, wanted?: string): Scenario[] {
  const site = siteOf(new Assembly(source), wanted);
  return scenariosOf({ ...site, hasSwitch: site.switch !== undefined });
}
