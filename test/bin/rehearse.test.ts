import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json';
import { FailoverSite } from '../../lib/failover-site';
import { readResults } from '../../lib/report/results/read';
import type { SiteConfig } from '../../lib/site-config';
import { contentDirectory, exampleSite } from '../helpers';

const ROOT = path.join(__dirname, '../..');
const SPEED = ['--speed', '60'];
const results = contentDirectory({});
const keptIn = (run: string) => ['--results', `${results}/${run}`];
const HTTPS: Partial<SiteConfig> = { secondaryEndpoint: 'https' };

/** The example site as `cdk synth` leaves it, one template changed by hand: outside of the project. */
function assembly(
  change: (template: string) => string = (template) => template,
  settings: Partial<SiteConfig> = {},
): string {
  const outdir = path.join(contentDirectory({}), 'cdk.out');
  const app = new App({ outdir, context: cdkJson.context, builtinCloudFormationValidation: false });
  const site = exampleSite(settings);
  new FailoverSite(app, site.domainName, { site });
  app.synth();
  const file = fs.readdirSync(outdir).find((name) => name.includes('Website') && name.endsWith('.template.json')) ?? '';
  fs.writeFileSync(path.join(outdir, file), change(fs.readFileSync(path.join(outdir, file), 'utf8')));
  return outdir;
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param interruptAt what is said when somebody presses Ctrl-C */
function rehearse(args: readonly string[], interruptAt?: string): Promise<Run> {
  const command = ['-r', './bin/typescript.js', 'bin/failover.ts', 'rehearse', '--results', results, ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += String(text)));
  child.stderr.on('data', (text) => {
    output.stderr += String(text);
    if (interruptAt !== undefined && interruptedAt === undefined && output.stderr.includes(interruptAt)) {
      interruptedAt = performance.now();
      child.kill('SIGINT');
    }
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...output })));
}

const picture = path.join(contentDirectory({}), 'rehearsal.svg');
let [whole, broken, interrupted, https]: Run[] = [];
let interruptedAt: number | undefined;
let ended = 0;

// they mostly wait: all at once
beforeAll(async () => {
  const elsewhere = assembly((template) => template.replaceAll('/health.txt"', '/healthz"'));
  [whole, broken, interrupted, https] = await Promise.all([
    rehearse(['--assembly', assembly(), '--picture', picture, ...SPEED]),
    rehearse(['--assembly', elsewhere, '--picture', `${picture}.broken.svg`, '--json', ...keptIn('broken'), ...SPEED]),
    rehearse(['--assembly', assembly(), ...keptIn('interrupted')], 'name server').finally(
      () => (ended = performance.now()),
    ),
    rehearse(['--assembly', assembly(undefined, HTTPS), '--picture', `${picture}.https.svg`, ...SPEED]),
  ]);
});

test('a site that fails over is status 0: a table, a picture, and what happens meanwhile', () => {
  expect(whole?.stdout).toMatch(/^example\.com: S3 in us-east-2, the primary Region, answers 503\n/);
  expect(whole?.stdout).toContain('every promise kept');
  expect(whole?.stdout).toMatch(/DNS moved +0:\d\d +0:30 +kept/);
  expect(whole?.stderr).toMatch(/unhealthy: \d of 16 checkers get through; DNS answers SECONDARY/);
  expect(whole?.stderr).toContain(picture);
  expect(fs.readFileSync(picture, 'utf8')).toMatch(/^<svg/);
  expect(whole?.status).toBe(0);
});

test('a site that does not is status 1, for machines too', () => {
  const report = JSON.parse(broken?.stdout ?? '') as {
    version: number;
    kept: boolean;
    rehearsals: { kept: boolean }[];
  };
  expect(report).toMatchObject({ version: 1, kept: false, rehearsals: [{ kept: false }] });
  expect(broken?.status).toBe(1);
});

test('a site whose secondary speaks HTTPS loses CloudFront, and its own function serves visitors meanwhile', () => {
  expect(https?.stdout).toMatch(/^example\.com: CloudFront accepts no connections\n/);
  expect(https?.stdout).toMatch(/last failed request, HTTPS over IPv6 \[\d\] +\d:\d\d +1:30 +kept/);
  expect(https?.stdout).toContain('nothing listens on port 80 there');
  expect(https?.stderr).toMatch(/unhealthy: 1 of 2 health checks are healthy; DNS answers SECONDARY/);
  expect(fs.readFileSync(`${picture}.https.svg`, 'utf8')).toContain('operator&#39;s switch');
  expect(https?.status).toBe(0);
});

test('what it was is kept for the report, with why another did not come to its end', () => {
  const kept = (run: string) => readResults(`${results}/${run}`, 'example.com').rehearsal;
  expect(kept('broken').finished?.result).toEqual(JSON.parse(broken?.stdout ?? ''));
  expect(kept('interrupted')).toMatchObject({ unfinished: { ended: 'interrupted' } });
});

test('Ctrl-C ends it at once, by its own status', () => {
  expect(interrupted).toMatchObject({ status: 130, stdout: '' });
  // the rehearsal itself would take 25 s
  expect(ended - (interruptedAt ?? 0)).toBeLessThan(10_000);
});

test.each<[string, string[], RegExp]>([
  ['a directory that holds no app', ['--assembly', 'no/such/directory'], /must hold a synthesized app/],
  ['a site that is not there', ['--assembly', 'SITE', '--site', 'example.org'], /--site must be a site of the app/],
  [
    'a picture in no directory',
    ['--picture', 'no/such/picture.svg'],
    /--picture must be a file that can be written to, got: no.such.picture\.svg/,
  ],
  [
    'a scenario of another kind of site',
    ['--assembly', 'SITE', '--scenario', 'cloudfront-silent'],
    /--scenario must be one that the site has, one of primary-unavailable, .*, got: cloudfront-silent/,
  ],
  ['a scenario that does not exist', ['--scenario', 'flood'], /Allowed choices are primary-unavailable/],
  ['a speed that is none', ['--speed', 'fast'], /must be a number above 0/],
])('%s is status 2 and said in a line', async (_, args, why) => {
  const directory = assembly();
  const { status, stderr } = await rehearse(args.map((arg) => (arg === 'SITE' ? directory : arg)));
  expect(stderr).toMatch(why);
  expect(status).toBe(2);
});
