import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { checkRule, setting } from './check-settings';
import { childIds, HEALTH_CHECK, mayBeElsewhere, typeOf } from './checks';
import { isWhole } from './record-shape';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

/** Health checks that rest on other checks, or on an alarm. */
export const calculatedCheckRules: readonly Rule[] = [
  checkRule({
    id: 'calculated-checks-have-children',
    severity: 'error',
    sentence: 'A calculated health check counts 1 to 256 different health checks that exist, and not itself.',
    page: API,
    *check(check, assembly) {
      const at = setting(check, 'ChildHealthChecks');
      const ids = typeOf(check) === 'CALCULATED' ? childIds(check) : [];
      if (at.exists && typeOf(check) === 'CALCULATED' && !isWhole(ids.length, 1, 256)) {
        yield {
          at,
          wrong: `the health check counts ${ids.length} others`,
          write: 'name 1 to 256 in ChildHealthChecks',
        };
      }
      for (const child of ids.length > 0 ? at.list : []) {
        if (!mayBeElsewhere(child.text ?? '') && !assembly.find(HEALTH_CHECK, child.text)) {
          yield {
            at: child,
            wrong: `the health check counts ${String(child)}, which is none`,
            write: 'write a Ref of a health check',
          };
        }
      }
      if (new Set(ids).size < ids.length) {
        yield { at, wrong: 'the health check counts another one twice', write: 'name each once' };
      }
      if (restsOnItself(check, check, assembly, new Set())) {
        yield { at, wrong: 'the health check counts itself', write: 'take it out of ChildHealthChecks' };
      }
    },
  }),
  checkRule({
    id: 'health-thresholds-can-be-missed-and-met',
    severity: 'error',
    sentence: 'The threshold of a calculated health check is 1 or more, and at most the number of its children.',
    page: API,
    *check(check) {
      const at = setting(check, 'HealthThreshold');
      const count = childIds(check).length;
      if (at.exists && typeOf(check) === 'CALCULATED' && !isWhole(at.number, 1, count)) {
        const outcome = (at.number ?? 0) > count ? 'unhealthy' : 'healthy';
        yield {
          at,
          wrong: `HealthThreshold is ${String(at)} of ${count}: the health check is always ${outcome}`,
          write: count === 0 ? 'name its children in ChildHealthChecks' : `set HealthThreshold to 1 to ${count}`,
        };
      }
    },
  }),
  checkRule({
    id: 'metric-checks-read-an-alarm',
    severity: 'error',
    sentence: 'A health check of an alarm gives its name and its Region, and what missing data mean.',
    page: API,
    *check(check, assembly) {
      if (typeOf(check) !== 'CLOUDWATCH_METRIC') {
        return;
      }
      const alarm = setting(check, 'AlarmIdentifier');
      for (const name of alarm.exists ? ['Name', 'Region'] : []) {
        if (!alarm.at(name).text) {
          yield { at: alarm.at(name), wrong: `AlarmIdentifier has no ${name}`, write: `set AlarmIdentifier.${name}` };
        }
      }
      const region = assembly.find('AWS::CloudWatch::Alarm', alarm.at('Name').text)?.stack.region;
      if (region !== undefined && region !== alarm.at('Region').text) {
        yield {
          at: alarm.at('Region'),
          wrong: `the alarm is in ${region}, AlarmIdentifier says ${String(alarm.at('Region'))}`,
          write: `set AlarmIdentifier.Region to ${region}`,
        };
      }
      const status = setting(check, 'InsufficientDataHealthStatus');
      if (status.exists && !['Healthy', 'Unhealthy', 'LastKnownStatus'].includes(status.text ?? '')) {
        yield {
          at: status,
          wrong: `InsufficientDataHealthStatus is ${String(status)}`,
          write: 'set it to Healthy, Unhealthy or LastKnownStatus',
        };
      }
    },
  }),
];

function restsOnItself(check: Resource, wanted: Resource, assembly: Assembly, seen: Set<Resource>): boolean {
  return childIds(check).some((id) => {
    const child = mayBeElsewhere(id) ? undefined : assembly.find(HEALTH_CHECK, id);
    if (!child || seen.has(child)) {
      return false;
    }
    seen.add(child);
    return child === wanted || restsOnItself(child, wanted, assembly, seen);
  });
}
