import { FailoverSite } from '../../lib/failover-site';
import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import { readAssembly } from '../../lib/rules/assembly/read-assembly';
import type { SiteConfig } from '../../lib/site-config';
import { exampleSite, unvalidatedApp } from '../helpers';

/** The example site with other settings, as `cdk synth` writes it. */
export function synthesized(settings: Partial<SiteConfig> = {}): AssemblySource {
  const app = unvalidatedApp();
  const site = exampleSite(settings);
  new FailoverSite(app, site.domainName, { site });
  return readAssembly(app.synth().directory);
}
