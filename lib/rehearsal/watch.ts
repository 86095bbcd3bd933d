import type { Resource } from '../rules/assembly/resource';
import type { Answer, Check, Health } from '../timeline/timeline';
import { moment } from '../timeline/words';
import type { Clock } from './clock';
import type { DeployedSite } from './deployed-site';
import { CalculatedCheck } from './route53/calculated-check';
import type { HealthCheck } from './route53/health-check';
import type { RehearsedSite } from './site';

/** What changed in a rehearsal: see `Timeline`. */
export interface Changes {
  readonly health: Health[];
  readonly checks?: Check[];
  readonly answers: Answer[];
}

/** Writes down what the health checks think, and what the name servers answer. */
export function watch(
  site: RehearsedSite,
  deployed: DeployedSite,
  clock: Clock,
  progress: (text: string) => void,
): Changes {
  const decision = deployed.checks.get(site.check);
  const health: Health[] = [];
  const answers: Answer[] = [];
  const note = () => {
    health.push({ at: clock.now, ...(decision ? healthOf(decision) : NO_CHECK) });
    answersOf(site, deployed).forEach((answer) => {
      if (answers.findLast(({ name }) => name === answer.name)?.to !== answer.to) {
        answers.push({ at: clock.now, ...answer });
      }
    });
  };
  note();
  const isCalculated = decision instanceof CalculatedCheck;
  const endpoints = isCalculated ? decision.children : decision ? [decision] : [];
  endpoints.forEach((check) => check.on('checkers', note));
  decision?.on('change', () => {
    note();
    const to = answers.findLast(({ name }) => name === site.domainName)?.to ?? 'nothing';
    progress(
      `${moment(clock.now)}  ${decision.isHealthy ? 'healthy' : 'unhealthy'}: ${countOf(decision)}; DNS answers ${to}`,
    );
  });
  return { health, answers, ...(isCalculated && { checks: checksOf(endpoints, site, clock) }) };
}

const NO_CHECK = { healthy: true, healthyCheckers: 0, checkers: 0 };

function answersOf({ domainName, secondarySpeaksHttps }: RehearsedSite, { zone }: DeployedSite): Omit<Answer, 'at'>[] {
  return (secondarySpeaksHttps ? ['A', 'AAAA'] : ['A']).map((type) => {
    const role = zone.chosen(domainName, type)?.at('Failover').text;
    const to = role === 'SECONDARY' || role === 'PRIMARY' ? role : 'nothing';
    return { name: type === 'A' ? domainName : `${domainName} ${type}`, to };
  });
}

function healthOf(check: HealthCheck | CalculatedCheck): Omit<Health, 'at'> {
  const [healthyCheckers, checkers] =
    check instanceof CalculatedCheck
      ? [check.healthyChildren, check.children.length]
      : [check.healthyCheckers, check.checkers.length];
  return { healthy: check.isHealthy, healthyCheckers, checkers };
}

function countOf(check: HealthCheck | CalculatedCheck): string {
  const { healthyCheckers, checkers } = healthOf(check);
  return check instanceof CalculatedCheck
    ? `${healthyCheckers} of ${checkers} health checks are healthy`
    : `${healthyCheckers} of ${checkers} checkers get through`;
}

/** The switch comes last. */
function checksOf(endpoints: readonly HealthCheck[], site: RehearsedSite, clock: Clock): Check[] {
  const followed = endpoints.map((check) => follow(check, site, clock));
  return [...followed.filter(({ isSwitch }) => !isSwitch), ...followed.filter(({ isSwitch }) => isSwitch)];
}

function follow(check: HealthCheck, site: RehearsedSite, clock: Clock): Check {
  const { inverted } = check.settings;
  const health: Health[] = [];
  const note = () => health.push({ at: clock.now, ...healthOf(check), ...(inverted && { inverted }) });
  note();
  check.on('checkers', note);
  check.on('change', note);
  return { name: nameOf(check.resource, site), isSwitch: check.resource === site.switch?.check, health };
}

function nameOf(check: Resource, site: RehearsedSite): string {
  if (check === site.switch?.check) {
    return "operator's switch";
  }
  return site.watchesDistribution(check) ? 'health check, CloudFront' : 'health check, primary';
}
