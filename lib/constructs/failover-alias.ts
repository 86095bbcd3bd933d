import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { WebsiteEndpoint } from '../config/regions';

export interface FailoverAliasProps {
  /** Host that both records answer for; a bucket of this name must exist at the secondary. */
  readonly hostName: string;

  /** Public zone that gets the records. */
  readonly hostedZone: route53.IHostedZone;

  /** Answered while `healthCheck` is healthy; has `hostName` among its alternate domain names. */
  readonly primary: cloudfront.IDistribution;

  /** Decides which of the two is answered. */
  readonly healthCheck: route53.IHealthCheck;

  /** S3 website endpoint of the secondary bucket's Region. */
  readonly secondary: WebsiteEndpoint;
}

/**
 * The pair of A records that moves a host from CloudFront to the S3 website endpoint, and back.
 *
 * Written with `CfnRecordSet`: `ARecord`'s `failover` refuses an alias whose `EvaluateTargetHealth` is not true
 * (FailoverAliasRecordSetsSet), and Route 53 refuses true for an alias to CloudFront.
 *
 * There is no AAAA record: the secondary has no IPv6, and a lone PRIMARY is answered even when it is unhealthy.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export class FailoverAlias extends Construct {
  constructor(scope: Construct, id: string, props: FailoverAliasProps) {
    super(scope, id);

    const record = { hostedZoneId: props.hostedZone.hostedZoneId, name: props.hostName, type: route53.RecordType.A };
    const primary = new route53.CfnRecordSet(this, 'Primary', {
      ...record,
      setIdentifier: 'primary',
      failover: 'PRIMARY',
      healthCheckId: props.healthCheck.healthCheckId,
      aliasTarget: {
        dnsName: props.primary.distributionDomainName,
        hostedZoneId: CloudFrontTarget.CLOUDFRONT_ZONE_ID,
        evaluateTargetHealth: false,
      },
    });
    const secondary = new route53.CfnRecordSet(this, 'Secondary', {
      ...record,
      setIdentifier: 'secondary',
      failover: 'SECONDARY',
      aliasTarget: {
        dnsName: props.secondary.host,
        hostedZoneId: props.secondary.hostedZoneId,
        evaluateTargetHealth: false,
      },
    });
    // alone, a SECONDARY is answered: it comes second and goes first
    secondary.addResourceDependency(primary);
  }
}
