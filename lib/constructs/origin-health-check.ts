import { Duration, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import healthCheckers from './health-checker-ranges.json';

export interface OriginHealthCheckProps {
  /** Private bucket that holds the checked object; its policy comes to admit Route 53's checkers to that object. */
  readonly bucket: s3.IBucket;

  /** Path of the object: begins with `/`. */
  readonly path: string;

  /** 10 or 30 seconds; changing it replaces the health check. */
  readonly interval: Duration;

  /** Failed (or passed) requests in a row that change a checker's mind: 1 to 10. */
  readonly failureThreshold: number;

  /** Shown in the Route 53 console. */
  readonly name: string;
}

/**
 * Route 53's view of the primary: one object, read from the bucket's own Regional S3 hostname.
 *
 * Never the website's hostname: a check must not watch the name whose record it decides.
 *
 * The bucket stays private. A statement for everyone is not public while it is bound to fixed address ranges, so all
 * four block-public-access switches stay on.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export class OriginHealthCheck extends Construct {
  /** Healthy while Route 53's checkers can read the object. */
  readonly healthCheck: route53.IHealthCheck;

  constructor(scope: Construct, id: string, props: OriginHealthCheckProps) {
    super(scope, id);

    props.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AllowHealthCheckers',
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [props.bucket.arnForObjects(props.path.slice(1))],
        conditions: {
          IpAddress: { 'aws:SourceIp': healthCheckers.ranges },
          Bool: { 'aws:SecureTransport': 'true' },
        },
      }),
    );
    const healthCheck = new route53.HealthCheck(this, 'HealthCheck', {
      type: route53.HealthCheckType.HTTPS,
      fqdn: props.bucket.bucketRegionalDomainName,
      resourcePath: props.path,
      requestInterval: props.interval,
      failureThreshold: props.failureThreshold,
    });
    Tags.of(healthCheck).add('Name', props.name);
    this.healthCheck = healthCheck;
  }
}
