import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../cdk.json';
import { FailoverSite } from '../lib/failover-site';
import { ALL_RULES } from '../lib/rules/all-rules';
import { Assembly } from '../lib/rules/assembly/assembly';
import { readAssembly } from '../lib/rules/assembly/read-assembly';
import { judge } from '../lib/rules/judge';
import { FailoverRules } from '../lib/rules/validation-plugin';
import { resolveSites, type Site, type SiteConfig } from '../lib/site-config';

export const EXAMPLE: SiteConfig = {
  domainName: 'example.com',
  hostedZoneId: 'Z0123456789EXAMPLE',
  account: '123456789012',
};

/** A site beside it, in a zone of its own. */
export const OTHER_EXAMPLE: SiteConfig = { ...EXAMPLE, domainName: 'example.org', hostedZoneId: 'Z9876543210EXAMPLE' };

/** The example site with other settings. */
export function exampleSite(settings: Partial<SiteConfig> = {}): Site {
  const [site] = resolveSites([{ ...EXAMPLE, ...settings }]);
  if (!site) {
    throw new Error('no site');
  }
  return site;
}

/** An app with the flags of cdk.json and our rules, as the CLI would start it. */
export function testApp(): App {
  const app = new App({ context: cdkJson.context });
  Validations.of(app).addPlugins(new FailoverRules());
  return app;
}

/** The same, without CDK's validation of the templates: it takes seconds, and the tests of whole sites have it. */
export function unvalidatedApp(): App {
  return new App({ context: cdkJson.context, builtinCloudFormationValidation: false });
}

export function testStack(region = 'us-east-2'): Stack {
  return new Stack(unvalidatedApp(), 'Test', { env: { account: EXAMPLE.account, region } });
}

export interface SiteStacks {
  readonly site: Site;
  readonly construct: FailoverSite;
  readonly secondary: Template;
  /** Throws when the site has none. */
  readonly certificate: Template;
  readonly website: Template;
  readonly monitoring: Template;
}

/** Synthesizes the example site with other settings, all of its stacks: no rule has anything against it. */
export function synthesize(settings: Partial<SiteConfig> = {}, app = testApp()): SiteStacks {
  const site = exampleSite(settings);
  const construct = new FailoverSite(app, site.domainName, { site });
  const assembly = new Assembly(readAssembly(app.synth().directory));
  expect(judge(assembly, ALL_RULES)).toEqual({ findings: [], acknowledged: [], unjudged: [] });
  const template = (role: string) => Template.fromStack(construct.node.findChild(role) as Stack);
  return {
    site,
    construct,
    secondary: template('Secondary'),
    get certificate() {
      return template('Certificate');
    },
    website: template('Website'),
    monitoring: template('Monitoring'),
  };
}

const temporaryDirectories: string[] = [];

afterAll(() => {
  temporaryDirectories.forEach((directory) => fs.rmSync(directory, { recursive: true, force: true }));
});

/** A temporary directory with these files, removed when the test file is done. */
export function contentDirectory(files: Record<string, string>): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'content-'));
  temporaryDirectories.push(directory);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return directory;
}

/** The logical id of the only resource of a type. */
export function onlyId(template: Template, type: string, properties: object = {}): string {
  const ids = Object.keys(template.findResources(type, properties));
  expect(ids).toHaveLength(1);
  return String(ids[0]);
}

/** The template with the hashes of assets, which change with every file, made equal. */
export function withoutAssetHashes(template: Template): unknown {
  return JSON.parse(JSON.stringify(template.toJSON()).replace(/\b[0-9a-f]{64}\b/g, '<asset hash>'));
}
