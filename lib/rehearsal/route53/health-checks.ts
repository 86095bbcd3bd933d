import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { childIds, findCheck, HEALTH_CHECK, typeOf } from '../../rules/route53/checks';
import type { Clock } from '../clock';
import { NotUnderstood } from '../not-understood';
import { CalculatedCheck } from './calculated-check';
import { HealthCheck, type Probe } from './health-check';

/** The health checks of an app. */
export class HealthChecks {
  readonly endpoints: ReadonlyMap<Resource, HealthCheck>;
  readonly calculated: ReadonlyMap<Resource, CalculatedCheck>;

  /** @throws NotUnderstood for a kind or a setting that is not rehearsed: such as a calculated check of calculated ones */
  constructor(assembly: Assembly, clock: Clock, probe: Probe) {
    const all = assembly.all(HEALTH_CHECK);
    const isCalculated = (check: Resource) => typeOf(check) === 'CALCULATED';
    this.endpoints = new Map(
      all.filter((check) => !isCalculated(check)).map((check) => [check, new HealthCheck(check, clock, probe)]),
    );
    this.calculated = new Map(
      all.filter(isCalculated).map((check) => [check, new CalculatedCheck(check, this.childrenOf(check, assembly))]),
    );
  }

  get(check: Resource): HealthCheck | CalculatedCheck | undefined {
    return this.endpoints.get(check) ?? this.calculated.get(check);
  }

  isHealthy(check: Resource): boolean {
    return this.get(check)?.isHealthy ?? true;
  }

  /** Makes up the mind of every checker, as if the site had been like this for long. */
  async settle(): Promise<void> {
    await Promise.all([...this.endpoints.values()].map((check) => check.settle()));
  }

  /** Lets the checkers ask until the signal is aborted; then none is left. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.endpoints.values()].map((check) => check.start(signal)));
  }

  private childrenOf(check: Resource, assembly: Assembly): HealthCheck[] {
    return childIds(check).map((id, index) => {
      const child = findCheck(id, assembly);
      const double = child && this.endpoints.get(child);
      if (!double) {
        throw new NotUnderstood(check.path, `Properties.HealthCheckConfig.ChildHealthChecks.${index}: ${id}`);
      }
      return double;
    });
  }
}
