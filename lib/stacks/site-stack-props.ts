import { Duration, RemovalPolicy, type StackProps } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { HealthCheckSettings } from '../constructs/https-health-check';
import type { Site } from '../site-config';

/** What every stack of a site is told: which site, beside where and under what name it is deployed. */
export interface SiteStackProps extends StackProps {
  /** From `resolveSites`. */
  readonly site: Site;
}

/** The site's `removalPolicy` in CDK's words. */
export function removalPolicyOf(site: Site): RemovalPolicy {
  return site.removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}

/** The zone that holds the site's records. */
export function hostedZoneOf(scope: Construct, site: Site): route53.IHostedZone {
  return route53.HostedZone.fromHostedZoneAttributes(scope, 'HostedZone', {
    hostedZoneId: site.hostedZoneId,
    zoneName: site.hostedZoneName,
  });
}

/** How the site's health checks ask. */
export function healthCheckSettings(site: Site, name: string): HealthCheckSettings {
  const { intervalSeconds, failureThreshold } = site.healthCheck;
  return { name, interval: Duration.seconds(intervalSeconds), failureThreshold };
}
