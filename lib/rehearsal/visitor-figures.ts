import type { Figure, Timeline, Visitor } from '../timeline/timeline';
import { schemeOf } from '../timeline/visitor-kinds';
import type { Promises } from './figures';
import type { Scenario } from './scenarios';

/** What nobody promises to whom the secondary does not serve. */
const REFUSED = {
  http: 'refused while DNS points at the secondary: nothing listens on port 80 there',
  https: 'refused while DNS points at the secondary: an S3 website speaks no HTTPS',
};

/** When the last request of a visitor failed, counted from the outage or from its end. */
export function failures(
  visitor: Visitor,
  since: Figure['since'],
  { outage, duration }: Timeline,
  scenario: Scenario,
  promises: Promises,
): Figure {
  const [from, until] = since === 'outage' ? [outage.from, outage.until] : [outage.until, duration];
  const asked = visitor.requests.filter(({ at }) => at >= from && at < until);
  const last = asked.findLast(({ ok }) => !ok);
  const measured = last && last.at - from;
  const waited = scenario.service === 'by the other origin' ? Math.max(0, ...asked.map((one) => one.waited ?? 0)) : 0;
  const promised = promisedTo(visitor, since, scenario, promises);
  const scheme = schemeOf(visitor.name);
  const unserved = scenario.service === 'never' ? 'nothing is left to serve them' : REFUSED[scheme ?? 'https'];
  const failed = last && scheme ? `failed with ${last.what}` : undefined;
  const waits = waited > 0 ? `waits ${waited / 1000} s at most for the origin that is lost` : undefined;
  return {
    name: `last failed request, ${visitor.name}`,
    since,
    measured,
    promised,
    kept:
      promised === undefined ||
      ((measured === undefined || measured <= promised + promises.tolerance) && waited <= promises.originWait),
    note: promised === undefined && measured !== undefined ? unserved : (failed ?? waits),
  };
}

/** Until when requests may fail; undefined where nothing is promised. */
function promisedTo(
  { name }: Visitor,
  since: Figure['since'],
  { movesDns, service }: Scenario,
  { noticed, ttl, secondarySpeaksHttps, originWait }: Promises,
): number | undefined {
  const isServed = (schemeOf(name) === 'https') === secondarySpeaksHttps;
  const isLost = !isServed && movesDns;
  if (since === 'recovery') {
    return isLost ? noticed + ttl : 0;
  }
  if (isLost || service === 'never') {
    return undefined;
  }
  const limits = { always: 0, 'by the other origin': originWait, 'after DNS has moved': noticed + ttl };
  return limits[service];
}
