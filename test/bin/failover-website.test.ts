import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import cdkJson from '../../cdk.json';
import { contentDirectory, EXAMPLE } from '../helpers';

const ROOT = path.join(__dirname, '../..');

/** Starts an app file as cdk.json starts the app. */
function start(appFile: string) {
  const [command = '', ...args] = cdkJson.app.replace('bin/failover-website.ts', appFile).split(' ');
  const CDK_OUTDIR = contentDirectory({});
  const env = { ...process.env, CDK_OUTDIR, CDK_CONTEXT_JSON: JSON.stringify(cdkJson.context) };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', env });
  return { status, stdout, stderr, assembly: () => fs.readdirSync(CDK_OUTDIR) };
}

/** A copy of the app with other sites, beside links to everything else. */
function appWith(sites: string): string {
  const directory = contentDirectory({ 'bin/sites.ts': sites });
  for (const name of ['failover-website.ts', 'git-hub-access.ts']) {
    fs.copyFileSync(path.join(ROOT, 'bin', name), path.join(directory, 'bin', name));
  }
  for (const name of ['lib', 'node_modules']) {
    fs.symlinkSync(path.join(ROOT, name), path.join(directory, name));
  }
  return path.join(directory, 'bin/failover-website.ts');
}

test('an error shows the line of the TypeScript file that threw it', () => {
  const thrower = appWith(
    [
      'interface Unused {',
      '  readonly field: string;',
      '}',
      '',
      "export const sites: Unused[] = (() => { throw new Error('thrown on line 5'); })();",
    ].join('\n'),
  );
  const { status, stderr } = start(thrower);
  expect(stderr).toContain('Error: thrown on line 5');
  expect(stderr).toMatch(/bin\/sites\.ts:5:\d+/);
  expect(status).toBe(1);
});

test('bad configuration is one list of problems, without a stack trace', () => {
  const { status, stdout, stderr } = start(
    appWith(
      "export const sites = [{ domainName: 'example.com', hostedZoneId: 'zone', account: '1', contentPath: false }];",
    ),
  );
  expect(stderr).toBe(
    'the configuration of the sites has 2 problems:\n' +
      '  - sites[0].hostedZoneId must be the id of a hosted zone, such as Z0123456789ABCDEFGHIJ, got: "zone"\n' +
      '  - sites[0].account must be a string of 12 digits, got: "1"\n',
  );
  expect(stdout).toBe('');
  expect(status).toBe(1);
});

const SITES = `export const sites = [${JSON.stringify({ ...EXAMPLE, contentPath: false })}];`;

test('a repository gets its stack, and no rule objects', () => {
  const github = `export const github = { repository: 'octo/site', account: '${EXAMPLE.account}' };`;
  const { status, stderr, assembly } = start(appWith([SITES, github].join('\n')));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(assembly()).toContain('GitHubAccess.template.json');
});

test('a repository that is none is said in a line', () => {
  const { status, stderr } = start(
    appWith([SITES, "export const github = { repository: 'octo', account: '1' };"].join('\n')),
  );
  expect(stderr).toMatch(
    /^the configuration of GitHub has 2 problems:\n {2}- github\.repository must be owner\/name, .*\n.*\n$/,
  );
  expect(status).toBe(1);
});

test('cdk.json has every recommended flag of the library, and no other', () => {
  expect(cdkJson.context).toEqual(recommendedFlags);
});
