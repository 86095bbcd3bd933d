import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { Explanation } from '../../lib/operate/explain/explanation';
import { contentDirectory, EXAMPLE, OTHER_EXAMPLE } from '../helpers';

const ROOT = path.join(__dirname, '../..');

function explain(...args: string[]) {
  const command = ['-r', './bin/typescript.js', 'bin/failover.ts', 'explain', ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
}

/** A file with these sites. */
function sites(...configs: object[]): string {
  return path.join(contentDirectory({ 'sites.json': JSON.stringify(configs) }), 'sites.json');
}

test('the site of bin/sites.ts is explained in lines of 80 columns', () => {
  const { stdout, stderr, status } = explain();
  expect(stdout).toMatch(/^example\.com, secondaryEndpoint 'website': a failover takes 90 s at most\n/);
  expect(stdout).toMatch(/^S3 in us-east-2, the primary Region +within 90 s +refused +within 90 s$/m);
  expect(stdout).toMatch(/^ +4\.18 to 11\.23 {2}USD a month/m);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

test('--json gives the same for machines, of the site that is named', () => {
  const file = sites(EXAMPLE, { ...OTHER_EXAMPLE, healthCheck: { intervalSeconds: 30 } });
  const { stdout, status } = explain('--sites', file, '--site', 'example.org', '--json');
  const explanation = JSON.parse(stdout) as Explanation;
  expect(explanation).toMatchObject({ version: 1, site: 'example.org', failoverSeconds: 150 });
  expect(explanation.outages).toHaveLength(6);
  expect(status).toBe(0);
});

test.each<[string, string[], RegExp]>([
  [
    'a site that is not there',
    ['--site', 'example.net'],
    /--site must be one of bin\/sites\.ts \(example\.com\), got: example\.net/,
  ],
  [
    'no choice between two',
    ['--sites', sites(EXAMPLE, OTHER_EXAMPLE)],
    /--site must name one of the sites: example\.com, example\.org/,
  ],
  [
    'a file that is not there',
    ['--sites', 'no/such.ts'],
    /--sites must be a module that exports `sites`, or a JSON file, got: no\/such\.ts/,
  ],
  ['a module without sites', ['--sites', 'package.json'], /sites must be a list of sites/],
  [
    'a wrong configuration',
    ['--sites', sites({ ...EXAMPLE, account: '1' })],
    /sites\[0\]\.account must be a string of 12 digits/,
  ],
])('%s is status 2 and said in a few lines', (_, args, why) => {
  const { stdout, stderr, status } = explain(...args);
  expect(stderr).toMatch(why);
  expect(stderr.split('\n').length).toBeLessThan(8);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
});
