import 'source-map-support/register';
import { App, Validations } from 'aws-cdk-lib';
import { FailoverSite } from '../lib/failover-site';
import { FailoverRules } from '../lib/rules/validation-plugin';
import { resolveSites, SiteConfigError } from '../lib/site-config';
import { github, sites } from './sites';

try {
  const app = new App();
  Validations.of(app).addPlugins(new FailoverRules());
  const resolved = resolveSites(sites);
  for (const site of resolved) {
    new FailoverSite(app, site.domainName, { site });
  }
  if (github) {
    // loads the operator's commands, which know what they ask: half a second that no other synthesis has to take
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only then
    const { addGitHubAccess } = require('./git-hub-access') as typeof import('./git-hub-access');
    addGitHubAccess(app, github, resolved);
  }
} catch (error) {
  if (!(error instanceof SiteConfigError)) {
    throw error;
  }
  // a problem of bin/sites.ts, not of the app: where it was found would only hide what it is
  console.error(error.message);
  process.exit(1);
}
