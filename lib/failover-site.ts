import { Construct } from 'constructs';
import { stackName } from './config/names';
import { US_EAST_1 } from './config/regions';
import type { Site } from './site-config';
import { CertificateStack } from './stacks/certificate-stack';
import { MonitoringStack } from './stacks/monitoring-stack';
import { SecondaryStack } from './stacks/secondary-stack';
import { WebsiteStack } from './stacks/website-stack';

export interface FailoverSiteProps {
  /** From `resolveSites`. */
  readonly site: Site;
}

/**
 * A website that survives the loss of a Region: four stacks, each where its resources have to be, deployed in this order.
 *
 * Not a `Stage`: `cdk deploy --all` finds no stack inside one.
 */
export class FailoverSite extends Construct {
  constructor(scope: Construct, id: string, props: FailoverSiteProps) {
    super(scope, id);

    const { site } = props;
    const stack = (role: string, region: string) => ({
      site,
      stackName: stackName(site, role),
      env: { account: site.account, region },
    });

    const secondary = new SecondaryStack(this, 'Secondary', stack('Secondary', site.secondaryRegion));
    const certificateArn =
      site.certificateArn ?? new CertificateStack(this, 'Certificate', stack('Certificate', US_EAST_1)).certificateArn;
    const website = new WebsiteStack(this, 'Website', {
      ...stack('Website', site.primaryRegion),
      certificateArn,
      secondary,
    });
    // its replication and its records need the secondary bucket, which they know by name
    website.addStackDependency(secondary);
    new MonitoringStack(this, 'Monitoring', {
      ...stack('Monitoring', US_EAST_1),
      healthCheck: website.healthCheck,
      originHealthCheck: website.originHealthCheck,
      distributionHealthCheck: website.distributionHealthCheck,
      distribution: website.distribution,
    });
  }
}
