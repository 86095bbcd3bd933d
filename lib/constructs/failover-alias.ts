import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { AliasTarget } from '../config/regions';

export interface FailoverAliasProps {
  /** Host that the records answer for; the secondary must answer for it too. */
  readonly hostName: string;

  /** Public zone that gets the records. */
  readonly hostedZone: route53.IHostedZone;

  /** Answered while `healthCheck` is healthy; has `hostName` among its alternate domain names. */
  readonly primary: cloudfront.IDistribution;

  /** Decides which of the two is answered. */
  readonly healthCheck: route53.IHealthCheck;

  /** Answered otherwise. */
  readonly secondary: AliasTarget;

  /**
   * Whether there is a pair of AAAA records as well; both sides must have IPv6 then.
   *
   * Never one without the other: a lone PRIMARY is answered even when it is unhealthy.
   *
   * @default false
   */
  readonly ipv6?: boolean;
}

/**
 * The pair of records that moves a host from CloudFront to the secondary, and back.
 *
 * Written with `CfnRecordSet`: `ARecord`'s `failover` refuses an alias whose `EvaluateTargetHealth` is not true
 * (FailoverAliasRecordSetsSet), and Route 53 refuses true for an alias to CloudFront.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export class FailoverAlias extends Construct {
  constructor(scope: Construct, id: string, props: FailoverAliasProps) {
    super(scope, id);

    this.pair(route53.RecordType.A, '', props);
    if (props.ipv6) {
      this.pair(route53.RecordType.AAAA, 'Ipv6', props);
    }
  }

  private pair(type: route53.RecordType, suffix: string, props: FailoverAliasProps): void {
    const record = { hostedZoneId: props.hostedZone.hostedZoneId, name: props.hostName, type };
    const primary = new route53.CfnRecordSet(this, `Primary${suffix}`, {
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
    const secondary = new route53.CfnRecordSet(this, `Secondary${suffix}`, {
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
