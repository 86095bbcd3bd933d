import { RemovalPolicy, type StackProps } from 'aws-cdk-lib';
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
