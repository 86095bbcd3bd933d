import 'source-map-support/register';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import cdkJson from '../../cdk.json';
import { FailoverSite } from '../../lib/failover-site';
import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import { readAssembly } from '../../lib/rules/assembly/read-assembly';
import { judge } from '../../lib/rules/judge';
import { resolveSites, SiteConfigError, type Site, type SiteConfig } from '../../lib/site-config';
import { plausibleSites } from './configurations';
import { contentsIn } from './contents';

/**
 * Synthesizes random valid configurations, and judges each by every rule: `<seed> <how many>`.
 *
 * A process of its own, as the library keeps much of every app that it synthesized.
 */
const [seed, numRuns] = process.argv.slice(2).map(Number);
const context = { ...cdkJson.context, 'aws:cdk:disable-stack-trace': true };
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'any-configuration-'));
try {
  const valid = plausibleSites(contentsIn(path.join(directory, 'content'))).filter(
    (configs) => sitesOf(configs) !== undefined,
  );
  const isClean = fc.property(valid, (configs) => {
    const outdir = fs.mkdtempSync(path.join(directory, 'app-'));
    const app = new App({ outdir, context, builtinCloudFormationValidation: false });
    for (const site of sitesOf(configs) ?? []) {
      new FailoverSite(app, site.domainName, { site });
    }
    app.synth();
    const { findings, unjudged } = judge(new Assembly(readAssembly(outdir)), ALL_RULES);
    fs.rmSync(outdir, { recursive: true });
    const problems = [
      ...findings.map(({ id, path: place, message }) => `${id} ${place}: ${message}`),
      ...unjudged.map(({ why }) => why),
    ];
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
  });
  const result = fc.check(isClean, { seed, numRuns });
  console.log(
    result.failed
      ? [fc.defaultReportMessage(result), (result.errorInstance as Error | null)?.message].join('\n')
      : `${result.numRuns} clean`,
  );
  process.exitCode = result.failed ? 1 : 0;
} finally {
  fs.rmSync(directory, { recursive: true, force: true });
}

/** @returns undefined for configurations that are refused */
function sitesOf(configs: SiteConfig[]): Site[] | undefined {
  try {
    return resolveSites(configs);
  } catch (error) {
    if (error instanceof SiteConfigError) {
      return undefined;
    }
    throw error;
  }
}
