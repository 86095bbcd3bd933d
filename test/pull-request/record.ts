/**
 * Records pairs of assemblies: `node -r ./bin/typescript.js test/pull-request/record.ts`. Of the resources
 * that are the same in both, one is left in each template.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json';
import { FailoverSite } from '../../lib/failover-site';
import { resolveSites, type SiteConfig } from '../../lib/site-config';

interface Manifest {
  readonly artifacts: Record<string, { type: string; environment?: string; displayName?: string; properties?: object }>;
}

interface Recorded {
  readonly Resources: Record<string, unknown>;
  readonly [section: string]: unknown;
}

const EXAMPLE: SiteConfig = { domainName: 'example.com', hostedZoneId: 'Z0123456789EXAMPLE', account: '123456789012' };
const OTHER: SiteConfig = { ...EXAMPLE, domainName: 'example.org', hostedZoneId: 'Z9876543210EXAMPLE' };

const recorded = path.join(__dirname, 'recorded');
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'record-'));

function content(name: string, page: string): string {
  const directory = path.join(temporary, name);
  fs.mkdirSync(directory);
  fs.writeFileSync(path.join(directory, 'index.html'), page);
  fs.writeFileSync(path.join(directory, '404.html'), '<h1>Nothing here</h1>');
  return directory;
}

const BEFORE = { ...EXAMPLE, contentPath: content('one', '<h1>One</h1>') };
const PAIRS: Record<string, [SiteConfig[], SiteConfig[]]> = {
  'no-difference': [[BEFORE], [BEFORE]],
  'other-page': [[BEFORE], [{ ...BEFORE, contentPath: content('two', '<h1>Two</h1>') }]],
  'slower-health-check': [[BEFORE], [{ ...BEFORE, healthCheck: { intervalSeconds: 30 } }]],
  'other-primary-bucket': [[BEFORE], [{ ...BEFORE, primaryBucketName: 'example-com-pages' }]],
  'dropped-name': [
    [{ ...BEFORE, retiredNames: ['www.example.com'], alternateNames: [] }],
    [{ ...BEFORE, alternateNames: [] }],
  ],
  'trial-without-name': [
    [{ ...BEFORE, removalPolicy: 'destroy', retiredNames: ['www.example.com'], alternateNames: [] }],
    [{ ...BEFORE, removalPolicy: 'destroy', alternateNames: [] }],
  ],
  'second-site': [[BEFORE], [BEFORE, OTHER]],
  'site-that-left': [[BEFORE, OTHER], [BEFORE]],
};

function synthesized(name: string, sites: SiteConfig[]): string {
  const outdir = path.join(temporary, name);
  const app = new App({ outdir, context: cdkJson.context, builtinCloudFormationValidation: false });
  resolveSites(sites).forEach((site) => new FailoverSite(app, site.domainName, { site }));
  return app.synth().directory;
}

function readJson<Shape>(...parts: string[]): Shape {
  return JSON.parse(fs.readFileSync(path.join(...parts), 'utf8')) as Shape;
}

function record(from: string, other: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  const stacks = Object.entries(readJson<Manifest>(from, 'manifest.json').artifacts).filter(
    ([, { type }]) => type === 'aws:cloudformation:stack',
  );
  const artifacts = stacks.map(([id, { type, environment, displayName, properties }]) => {
    const { templateFile, stackName } = properties as { templateFile: string; stackName: string };
    const template = readJson<Recorded>(from, templateFile);
    const twin = fs.existsSync(path.join(other, templateFile)) ? readJson<Recorded>(other, templateFile) : undefined;
    const isSame = (name: string) => isDeepStrictEqual(template.Resources[name], twin?.Resources[name]);
    const names = Object.keys(template.Resources);
    const kept = [...names.filter((name) => !isSame(name)), ...names.filter(isSame).slice(0, 1)];
    const Resources = Object.fromEntries(kept.map((name) => [name, template.Resources[name]]));
    fs.writeFileSync(path.join(to, templateFile), `${JSON.stringify({ ...template, Resources })}\n`);
    return [id, { type, environment, displayName, properties: { templateFile, stackName } }];
  });
  fs.writeFileSync(
    path.join(to, 'manifest.json'),
    `${JSON.stringify({ artifacts: Object.fromEntries(artifacts) as Manifest['artifacts'] })}\n`,
  );
}

fs.rmSync(recorded, { recursive: true, force: true });
for (const [name, [before, after]] of Object.entries(PAIRS)) {
  const directories = [synthesized(`${name}-before`, before), synthesized(`${name}-after`, after)] as const;
  record(directories[0], directories[1], path.join(recorded, name, 'before'));
  record(directories[1], directories[0], path.join(recorded, name, 'after'));
}
fs.rmSync(temporary, { recursive: true });
