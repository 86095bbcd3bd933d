import 'source-map-support/register';
import { App, Validations } from 'aws-cdk-lib';
import { FailoverSite } from '../lib/failover-site';
import { FailoverRules } from '../lib/rules/validation-plugin';
import { resolveSites, SiteConfigError } from '../lib/site-config';
import { sites } from './sites';

try {
  const app = new App();
  Validations.of(app).addPlugins(new FailoverRules());
  for (const site of resolveSites(sites)) {
    new FailoverSite(app, site.domainName, { site });
  }
} catch (error) {
  if (!(error instanceof SiteConfigError)) {
    throw error;
  }
  // a problem of bin/sites.ts, not of the app: where it was found would only hide what it is
  console.error(error.message);
  process.exit(1);
}
