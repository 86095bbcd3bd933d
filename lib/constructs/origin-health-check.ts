import { Tags } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { admitHealthCheckers } from './health-checker-access';
import { httpsHealthCheckProps, type HealthCheckSettings } from './https-health-check';

export interface OriginHealthCheckProps extends HealthCheckSettings {
  /** Private bucket that holds the checked object; its policy comes to admit Route 53's checkers to that object. */
  readonly bucket: s3.IBucket;

  /** Path of the object: begins with `/`. */
  readonly path: string;
}

/** Route 53's view of the primary bucket: one object, read from the bucket's own Regional S3 hostname. */
export class OriginHealthCheck extends Construct {
  /** Healthy while Route 53's checkers can read the object. */
  readonly healthCheck: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: OriginHealthCheckProps) {
    super(scope, id);

    const { bucket, path, name, interval, failureThreshold } = props;
    admitHealthCheckers(bucket, path.slice(1));
    this.healthCheck = new route53.HealthCheck(
      this,
      'HealthCheck',
      httpsHealthCheckProps(bucket.bucketRegionalDomainName, path, { name, interval, failureThreshold }),
    );
    Tags.of(this).add('Name', name);
  }
}
