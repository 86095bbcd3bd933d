import { EventEmitter } from 'node:events';
import type { Resource } from '../../rules/assembly/resource';
import { NotUnderstood } from '../not-understood';
import type { HealthCheck } from './health-check';

/** What a calculated check has, and others have not. */
export const CALCULATED_SETTINGS = ['ChildHealthChecks', 'HealthThreshold'];

const SETTINGS = ['Type', 'Inverted', ...CALCULATED_SETTINGS];

/** A health check of others: healthy while enough of them are. */
export class CalculatedCheck extends EventEmitter<{ change: [healthy: boolean] }> {
  private readonly threshold: number;
  private readonly inverted: boolean;
  private wasHealthy: boolean;

  /**
   * @throws NotUnderstood for settings that are not rehearsed
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
   */
  constructor(
    readonly resource: Resource,
    readonly children: readonly HealthCheck[],
  ) {
    super();
    const config = resource.at('HealthCheckConfig');
    const unknown = config.entries.find(([name]) => !SETTINGS.includes(name))?.[1];
    const threshold = config.at('HealthThreshold');
    if (unknown || threshold.number === undefined) {
      const place = unknown ?? threshold;
      throw new NotUnderstood(resource.path, `${place.place}: ${String(place)}`);
    }
    this.threshold = threshold.number;
    this.inverted = config.at('Inverted').flag ?? false;
    this.wasHealthy = this.isHealthy;
    children.forEach((child) => child.on('change', () => this.look()));
  }

  /** How many of the others are healthy; inversion does not change that. */
  get healthyChildren(): number {
    return this.children.filter(({ isHealthy }) => isHealthy).length;
  }

  /** Above the number of children no threshold is reached, and 0 always is. */
  get isHealthy(): boolean {
    return this.healthyChildren >= this.threshold !== this.inverted;
  }

  private look(): void {
    if (this.isHealthy !== this.wasHealthy) {
      this.wasHealthy = this.isHealthy;
      this.emit('change', this.isHealthy);
    }
  }
}
