import 'source-map-support/register';
import { App, Validations } from 'aws-cdk-lib';
import { FailoverSite } from '../../../lib/failover-site';
import { FailoverRules } from '../../../lib/rules/validation-plugin';
import { resolveSites, type SiteConfig } from '../../../lib/site-config';

/** As many sites as an agency keeps in one account: every one a zone of its own, all with the content of the example. */
const sites = Array.from({ length: 100 }, (_, index): SiteConfig => {
  const number = String(index).padStart(3, '0');
  return { domainName: `site-${number}.example`, hostedZoneId: `Z${number}EXAMPLE`, account: '123456789012' };
});

const app = new App();
Validations.of(app).addPlugins(new FailoverRules());
for (const site of resolveSites(sites)) {
  new FailoverSite(app, site.domainName, { site });
}
