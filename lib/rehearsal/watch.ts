import { moment } from '../timeline/words';
import type { Clock } from './clock';
import type { DeployedSite } from './deployed-site';
import type { RehearsedSite } from './site';
import type { Answer, Health } from '../timeline/timeline';

/** Writes down what the health check thinks, and what the name servers answer. */
export function watch(
  { check, domainName }: RehearsedSite,
  deployed: DeployedSite,
  clock: Clock,
  progress: (text: string) => void,
): { readonly health: Health[]; readonly answers: Answer[] } {
  const double = deployed.checks.get(check);
  const health: Health[] = [];
  const answers: Answer[] = [];
  const note = () => {
    const { isHealthy = true, healthyCheckers = 0, checkers = [] } = double ?? {};
    health.push({ at: clock.now, healthy: isHealthy, healthyCheckers, checkers: checkers.length });
    const role = deployed.zone.chosen(domainName, 'A')?.at('Failover').text;
    const to = role === 'SECONDARY' ? 'SECONDARY' : role === 'PRIMARY' ? 'PRIMARY' : 'nothing';
    if (answers.at(-1)?.to !== to) {
      answers.push({ at: clock.now, name: domainName, to });
    }
  };
  note();
  double?.on('checkers', note);
  double?.on('change', (healthy, count) => {
    note();
    progress(
      `${moment(clock.now)}  ${healthy ? 'healthy' : 'unhealthy'}: ${count} of ${double.checkers.length} checkers get through; ` +
        `DNS answers ${answers.at(-1)?.to ?? 'nothing'}`,
    );
  });
  return { health, answers };
}
