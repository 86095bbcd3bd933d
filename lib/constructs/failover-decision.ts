import { Tags } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export interface FailoverDecisionProps {
  /** What the primary's visitors depend on. */
  readonly primaryCheck: route53.IHealthCheck;

  /** The operator's switch. */
  readonly switchCheck: route53.IHealthCheck;

  /** Shown in the Route 53 console. */
  readonly name: string;
}

/**
 * Fails over when the primary is lost, or an operator says so: healthy while both checks are.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html#health-checks-creating-values-calculated
 */
export class FailoverDecision extends Construct {
  /** Healthy while DNS answers the primary. */
  readonly healthCheck: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: FailoverDecisionProps) {
    super(scope, id);

    const childHealthChecks = [props.primaryCheck, props.switchCheck];
    const healthCheck = new route53.HealthCheck(this, 'HealthCheck', {
      type: route53.HealthCheckType.CALCULATED,
      childHealthChecks,
      healthThreshold: childHealthChecks.length,
    });
    Tags.of(healthCheck).add('Name', props.name);
    this.healthCheck = healthCheck;
  }
}
