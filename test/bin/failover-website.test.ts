import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import cdkJson from '../../cdk.json';
import { contentDirectory } from '../helpers';

const ROOT = path.join(__dirname, '../..');

/** Starts an app file as cdk.json starts the app. */
function start(appFile: string) {
  const [command = '', ...args] = cdkJson.app.replace('bin/failover-website.ts', appFile).split(' ');
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** A copy of the app with other sites, beside links to everything else. */
function appWith(sites: string): string {
  const directory = contentDirectory({ 'bin/sites.ts': sites });
  fs.copyFileSync(path.join(ROOT, 'bin/failover-website.ts'), path.join(directory, 'bin/failover-website.ts'));
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

test('cdk.json has every recommended flag of the library, and no other', () => {
  expect(cdkJson.context).toEqual(recommendedFlags);
});
