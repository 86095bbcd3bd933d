import type { Resource } from '../assembly/resource';
import type { ResourceRule, Rule } from '../rule';
import { HEALTH_CHECK, typeOf } from './checks';
import { isWhole } from './record-shape';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

const HTTP = ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH'];
const ENDPOINT = [...HTTP, 'TCP'];
const TYPES = [...ENDPOINT, 'CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'];

/** By setting, the types of health check that have it. */
const TYPES_WITH: Record<string, readonly string[]> = {
  AlarmIdentifier: ['CLOUDWATCH_METRIC'],
  ChildHealthChecks: ['CALCULATED'],
  EnableSNI: HTTP,
  FailureThreshold: ENDPOINT,
  FullyQualifiedDomainName: ENDPOINT,
  HealthThreshold: ['CALCULATED'],
  InsufficientDataHealthStatus: ['CLOUDWATCH_METRIC'],
  Inverted: TYPES,
  IPAddress: ENDPOINT,
  MeasureLatency: ENDPOINT,
  Port: ENDPOINT,
  Regions: ENDPOINT,
  RequestInterval: ENDPOINT,
  ResourcePath: HTTP,
  RoutingControlArn: ['RECOVERY_CONTROL'],
  SearchString: ['HTTP_STR_MATCH', 'HTTPS_STR_MATCH'],
  Type: TYPES,
};

/** Settings that a type cannot do without. */
const NEEDED_BY: Record<string, string> = {
  CALCULATED: 'ChildHealthChecks',
  CLOUDWATCH_METRIC: 'AlarmIdentifier',
  RECOVERY_CONTROL: 'RoutingControlArn',
  HTTP_STR_MATCH: 'SearchString',
  HTTPS_STR_MATCH: 'SearchString',
  TCP: 'Port',
};

const CHECKER_REGIONS = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
];

/** A rule about health checks. */
export function checkRule(rule: Omit<ResourceRule, 'types'>): ResourceRule {
  return { ...rule, types: [HEALTH_CHECK] };
}

export const setting = (check: Resource, name: string) => check.at('HealthCheckConfig').at(name);

/** What Route 53 asks of the settings of a health check. */
export const checkSettingRules: readonly Rule[] = [
  checkRule({
    id: 'health-check-types-are-known',
    severity: 'error',
    sentence: 'The type of a health check is one that Route 53 knows.',
    page: API,
    *check(check) {
      const at = setting(check, 'Type');
      if (!TYPES.includes(at.text ?? '')) {
        yield { at, wrong: `the health check is of the type ${String(at)}`, write: `set Type to ${TYPES.join(', ')}` };
      }
    },
  }),
  checkRule({
    id: 'health-check-settings-suit-the-type',
    severity: 'error',
    sentence: 'A health check has the settings that its type needs, and none that its type does not have.',
    page: API,
    *check(check) {
      const type = typeOf(check) ?? '';
      for (const [name, at] of check.at('HealthCheckConfig').entries) {
        const types = Object.hasOwn(TYPES_WITH, name) ? TYPES_WITH[name] : undefined;
        if (TYPES.includes(type) && !types?.includes(type)) {
          yield {
            at,
            wrong: types
              ? `${name} (${String(at)}) is no setting of a health check of the type ${type}`
              : `AWS::Route53::HealthCheck has no setting ${name}`,
            write: `remove ${name}`,
          };
        }
      }
      const needed = NEEDED_BY[type];
      if (needed !== undefined && !setting(check, needed).exists) {
        yield {
          at: setting(check, needed),
          wrong: `a health check of the type ${type} has no ${needed}`,
          write: `set ${needed}, or another Type`,
        };
      }
    },
  }),
  checkRule({
    id: 'health-checks-are-timed',
    severity: 'error',
    sentence: 'A health check asks every 10 or 30 seconds and changes its mind after 1 to 10 answers.',
    page: API,
    *check(check) {
      const interval = setting(check, 'RequestInterval');
      if (interval.exists && interval.number !== 10 && interval.number !== 30) {
        yield {
          at: interval,
          wrong: `RequestInterval is ${String(interval)}`,
          write: 'set RequestInterval to 10 or 30',
        };
      }
      const threshold = setting(check, 'FailureThreshold');
      if (threshold.exists && !isWhole(threshold.number, 1, 10)) {
        yield {
          at: threshold,
          wrong: `FailureThreshold is ${String(threshold)}`,
          write: 'set FailureThreshold to 1 to 10',
        };
      }
    },
  }),
  checkRule({
    id: 'health-checkers-are-in-three-regions',
    severity: 'error',
    sentence: 'A health check that names its Regions names three or more of the eight that have checkers.',
    page: API,
    *check(check) {
      const at = setting(check, 'Regions');
      const unknownRegion = at.texts.find((region) => !CHECKER_REGIONS.includes(region));
      if (unknownRegion !== undefined || (at.exists && new Set(at.texts).size < 3) || hasTwice(at.texts)) {
        yield {
          at,
          wrong: `Regions are ${at.texts.join(', ') || 'none'}`,
          write: `name three or more of ${CHECKER_REGIONS.join(', ')}, or remove Regions`,
        };
      }
    },
  }),
];

export function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
