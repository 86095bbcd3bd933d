import { execFile, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, CfnParameter, Stack, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import cdkJson from '../../cdk.json';
import type { CheckReport } from '../../lib/rules/report/json';
import { contentDirectory, EXAMPLE } from '../helpers';

const ROOT = path.join(__dirname, '../..');

/** Writes an app with one bucket. */
function assembly(
  name: string,
  properties: s3.CfnBucketProps,
  change: (bucket: s3.CfnBucket) => void = () => undefined,
) {
  const outdir = path.join(contentDirectory({}), name);
  const app = new App({ outdir, context: cdkJson.context, builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Main', { env: { account: EXAMPLE.account, region: 'us-east-2' } });
  change(new s3.CfnBucket(stack, 'Bucket', properties));
  app.synth();
  return outdir;
}

function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const command = ['-r', './bin/typescript.js', 'bin/failover.ts', 'check', ...args];
    const child = execFile(process.execPath, command, { cwd: ROOT }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test('an app that breaks no rule is status 0', async () => {
  const directory = assembly('clean', { bucketName: 'plain-bucket' });
  const { status, stdout, stderr } = await run(directory);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // an app that threw leaves an old assembly: whoever reads the result sees its age
  const written = fs.statSync(path.join(directory, 'manifest.json')).mtime.toLocaleString('sv');
  expect(stdout).toBe(`${directory} of ${written}: nothing is wrong\n`);
});

test('what is wrong is status 1: by our rules and by the schemas, for people, for machines and for code scanning', async () => {
  const directory = assembly('broken', { bucketName: 'Not_A_Bucket' }, (bucket) => {
    bucket.addPropertyOverride('Versions', true);
  });
  const sarifFile = path.join(path.dirname(directory), 'check.sarif');
  const [text, json] = await Promise.all([run(directory), run(directory, '--json', '--sarif', sarifFile)]);
  expect([text.status, json.status]).toEqual([1, 1]);
  const report = JSON.parse(json.stdout) as CheckReport;
  expect(report).toMatchObject({ version: 1, assembly: directory, acknowledged: [], unjudged: [] });
  const ids = report.findings.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['bucket-names-are-valid', 'F3002']));
  expect(report.errors + report.warnings).toBe(ids.length);
  const [finding] = report.findings.filter(({ id }) => id === 'bucket-names-are-valid');
  expect(finding).toMatchObject({ severity: 'error', path: 'Main/Bucket', place: 'Properties.BucketName' });
  for (const shown of [
    finding?.message,
    finding?.fix,
    'Main/Bucket  Properties.BucketName',
    'test/bin/check.test.ts:',
  ]) {
    expect(text.stdout).toContain(shown);
  }
  expect(text.stdout).toMatch(/\n\n\S+ of [-0-9]+ [:0-9]+: \d+ errors?, \d+ warnings?\n$/);

  const sarif = JSON.parse(fs.readFileSync(sarifFile, 'utf8')) as Sarif;
  const [{ tool, results }] = sarif.runs;
  expect(results.map(({ ruleId }) => ruleId)).toEqual(ids);
  const declared = tool.driver.rules.map(({ id }) => id);
  expect(new Set(declared).size).toBe(declared.length);
  expect(declared).toEqual(expect.arrayContaining(ids));
  const place = results.find(({ ruleId }) => ruleId === 'bucket-names-are-valid')?.locations[0].physicalLocation;
  expect(place?.artifactLocation.uri).toBe('test/bin/check.test.ts');
  expect(place?.region.startLine).toBeGreaterThan(10);
});

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number };
            };
          },
        ];
      }[];
    },
  ];
}

test('what is acknowledged or unknown is status 0, is counted, and shown on demand', async () => {
  const directory = assembly('acknowledged', { bucketName: 'Not_A_Bucket' }, (bucket) => {
    for (const id of ['failover::bucket-names-are-valid', 'CloudFormation-Validate::F3031']) {
      Validations.of(bucket.stack).acknowledge({ id, reason: 'the name is older than the rule' });
    }
    new s3.CfnBucket(bucket.stack, 'Other', { bucketName: new CfnParameter(bucket.stack, 'Name').valueAsString });
  });
  const { status, stdout } = await run(directory, '--verbose');
  expect(stdout).toContain('because the name is older than the rule');
  expect(stdout).toContain(
    'unknown  Properties.BucketName is the parameter Name of Main\n  Main/Other\n  not judged by bucket-names-are-valid',
  );
  expect(stdout).toMatch(/: nothing is wrong; \d acknowledged; \d+ could not be judged before deploying\n$/);
  expect(status).toBe(0);
});

test('a warning is status 1 until it is acknowledged', async () => {
  const properties = { bucketName: 'kept-bucket', versioningConfiguration: { status: 'Enabled' } };
  const reason = 'versions are never old here';
  const [warned, acknowledged] = [
    assembly('warned', properties),
    assembly('warned-and-acknowledged', properties, (bucket) => {
      Validations.of(bucket).acknowledge({ id: 'failover::old-versions-end', reason });
    }),
  ];
  const sarifFile = path.join(path.dirname(acknowledged), 'check.sarif');
  const [before, after] = await Promise.all([run(warned), run(acknowledged, '--sarif', sarifFile)]);
  expect(before.stdout).toMatch(/: 0 errors, 1 warning\n$/);
  expect([before.status, after.status]).toEqual([1, 0]);
  const sarif = JSON.parse(fs.readFileSync(sarifFile, 'utf8')) as Sarif;
  expect(sarif.runs[0].results).toMatchObject([
    { ruleId: 'old-versions-end', suppressions: [{ kind: 'inSource', justification: reason }] },
  ]);
});

test('whoever has read enough may stop reading', () => {
  const command = `set -o pipefail; ${process.execPath} -r ./bin/typescript.js bin/failover.ts rules | true`;
  const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('what cannot be judged is status 2, and never a pass', () => {
  const manifest = (text: string) => contentDirectory({ 'manifest.json': text });
  const withoutTemplate = () => {
    const directory = assembly('no-template', { bucketName: 'plain-bucket' });
    fs.rmSync(path.join(directory, 'Main.template.json'));
    return directory;
  };
  test.each<[string, () => string, RegExp]>([
    ['a directory that is not there', () => 'no/such/directory', /ENOENT/],
    ['a directory without an assembly', () => contentDirectory({}), /manifest\.json/],
    ['a manifest that is no JSON', () => manifest('{'), /JSON/],
    ['a manifest of another version', () => manifest('{"version":"9999.0.0"}'), /version/],
    ['an assembly without a stack', () => manifest('{"version":"36.0.0"}'), /it has no stack/],
    ['an assembly that lacks a template', withoutTemplate, /Main\.template\.json/],
  ])('%s', async (_, directory, why) => {
    const place = directory();
    const { status, stdout, stderr } = await run(place);
    expect(stderr).toMatch(why);
    expect(stderr.startsWith(`${place} must hold a synthesized app (npm run synth), got: `)).toBe(true);
    expect([status, stdout]).toEqual([2, '']);
  });

  test('a file that cannot be written', async () => {
    const directory = assembly('clean', { bucketName: 'plain-bucket' });
    const { status, stderr } = await run(directory, '--sarif', path.join(directory, 'no', 'such.sarif'));
    expect(stderr).toContain('ENOENT');
    expect(status).toBe(2);
  });

  test('an option that does not exist', async () => {
    expect((await run('--jsn')).status).toBe(2);
  });
});
