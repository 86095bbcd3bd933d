import { Tags } from 'aws-cdk-lib';
import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { httpsHealthCheckProps, type HealthCheckSettings } from './https-health-check';

export interface DistributionHealthCheckProps extends HealthCheckSettings {
  /** Asked by its own name: the website's leads wherever the records do. */
  readonly distribution: cloudfront.IDistribution;

  /** Path of an object that no edge keeps: begins with `/`. */
  readonly path: string;
}

/** Route 53's view of CloudFront: one object, read as visitors read pages, through the edge's function and origins. */
export class DistributionHealthCheck extends Construct {
  /** Healthy while CloudFront serves the object, whichever bucket it comes from. */
  readonly healthCheck: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: DistributionHealthCheckProps) {
    super(scope, id);

    const { distribution, path, name, interval, failureThreshold } = props;
    this.healthCheck = new route53.HealthCheck(
      this,
      'HealthCheck',
      httpsHealthCheckProps(distribution.distributionDomainName, path, { name, interval, failureThreshold }),
    );
    Tags.of(this).add('Name', name);
  }
}
