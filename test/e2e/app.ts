import * as fs from 'node:fs';
import { App } from 'aws-cdk-lib';
import { FailoverSite } from '../../lib/failover-site';
import { resolveSites, type SiteConfig } from '../../lib/site-config';

/** The app of `bin/failover-website.ts` with the sites of a JSON file: `-c sites=<file>`. */
const app = new App();
const file = app.node.getContext('sites') as string;
for (const site of resolveSites(JSON.parse(fs.readFileSync(file, 'utf8')) as SiteConfig[])) {
  new FailoverSite(app, site.domainName, { site });
}
