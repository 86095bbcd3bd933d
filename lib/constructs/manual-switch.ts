import { Duration, Tags } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SWITCH_INTERVAL_SECONDS, SWITCH_KEY } from '../config/names';
import { admitHealthCheckers } from './health-checker-access';
import { httpsHealthCheckProps, type HealthCheckSettings } from './https-health-check';

export interface ManualSwitchProps extends Omit<HealthCheckSettings, 'interval'> {
  /** Bucket at the secondary that gets the switch's object; its policy comes to admit Route 53's checkers to it. */
  readonly bucket: s3.IBucket;
}

/**
 * The operator's switch: an object at the secondary fails the site over for as long as it is there.
 *
 * To put it there takes the secondary Region's S3 alone: it works while us-east-1, where Route 53 is controlled, does
 * not. When that Region is lost, the object cannot be read, and the switch is off.
 *
 * @see https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/
 */
export class ManualSwitch extends Construct {
  /**
   * Unhealthy while the object is there. It is unhealthy at first as well, until the checkers have asked: records may
   * follow it only later.
   */
  readonly healthCheck: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: ManualSwitchProps) {
    super(scope, id);

    const { bucket, name, failureThreshold } = props;
    const interval = Duration.seconds(SWITCH_INTERVAL_SECONDS);
    admitHealthCheckers(bucket, SWITCH_KEY);
    this.healthCheck = new route53.HealthCheck(this, 'HealthCheck', {
      ...httpsHealthCheckProps(bucket.bucketRegionalDomainName, `/${SWITCH_KEY}`, { name, interval, failureThreshold }),
      inverted: true,
    });
    Tags.of(this).add('Name', name);
    // asked before the policy admits it, it would be right by accident
    this.healthCheck.node.addDependency(bucket);
  }
}
