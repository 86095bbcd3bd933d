import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import cdkJson from '../../cdk.json';
import { FailoverSite } from '../../lib/failover-site';
import { readAssembly } from '../../lib/rules/assembly/read-assembly';
import { NAMESPACE } from '../../lib/rules/finding';
import { FailoverRules } from '../../lib/rules/validation-plugin';
import { exampleSite } from '../helpers';

jest.mock('../../lib/rules/assembly/read-assembly', () => {
  const actual = jest.requireActual<Record<string, never>>('../../lib/rules/assembly/read-assembly');
  return { ...actual, readAssembly: jest.fn(actual.readAssembly) };
});

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
  readonly reason?: string;
}

interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

/** The example site, its secondary bucket's L1 changed, as `cdk synth` judges it. */
function synthesize(change: (bucket: s3.CfnBucket) => void): { report?: PluginReport; stopped: boolean } {
  const app = new App({ context: cdkJson.context, builtinCloudFormationValidation: false });
  Validations.of(app).addPlugins(new FailoverRules());
  const site = exampleSite();
  const { node } = new FailoverSite(app, site.domainName, { site });
  const bucket = node.findAll().find((construct) => construct.node.path.endsWith('SecondaryBucket/Bucket/Resource'));
  change(bucket as s3.CfnBucket);
  let stopped = false;
  try {
    app.synth();
  } catch {
    stopped = true;
  }
  const file = path.join(app.outdir, 'validation-report.json');
  const { pluginReports } = JSON.parse(fs.readFileSync(file, 'utf8')) as { pluginReports: PluginReport[] };
  return { report: pluginReports.find(({ pluginName }) => pluginName === NAMESPACE), stopped };
}

const ERROR = 'replicated-buckets-keep-versions';
const WARNING = 'old-versions-end';

function withError(bucket: s3.CfnBucket): void {
  bucket.versioningConfiguration = undefined;
}

function withWarning(bucket: s3.CfnBucket): void {
  bucket.lifecycleConfiguration = undefined;
}

beforeEach(() => {
  // CDK prints its report where nobody catches it
  jest.spyOn(console, 'error').mockReturnValue();
});

test('a site as it is passes', () => {
  expect(synthesize(() => undefined)).toEqual({ report: undefined, stopped: false });
});

test('an error stops the synthesis, and says what is wrong, where, and what to write instead', () => {
  const { report, stopped } = synthesize(withError);
  expect(stopped).toBe(true);
  expect(report?.conclusion).toBe('failure');
  expect(report?.violations.find(({ ruleName }) => ruleName === ERROR)).toMatchObject({
    severity: 'error',
    description: 'example.com is part of a replication, but keeps no versions (nothing)',
    suggestedFix: expect.stringMatching(/^set VersioningConfiguration.Status to Enabled \(https:\/\/docs/) as unknown,
    violatingConstructs: [{ constructPath: 'example.com/Secondary/SecondaryBucket/Bucket/Resource' }],
  });
});

test('a warning is reported, and left to --strict', () => {
  const { report, stopped } = synthesize(withWarning);
  expect(stopped).toBe(false);
  expect(report).toMatchObject({ conclusion: 'success', violations: [{ ruleName: WARNING, severity: 'warning' }] });
});

test.each([
  ['an error', withError, ERROR],
  ['a warning', withWarning, WARNING],
])('%s is acknowledged in code, with a reason', (_, change, id) => {
  const { report, stopped } = synthesize((bucket) => {
    change(bucket);
    Validations.of(bucket).acknowledge({ id: `${NAMESPACE}::${id}`, reason: 'a trial' });
  });
  expect(stopped).toBe(false);
  expect(report).toMatchObject({ conclusion: 'success', violations: [] });
  expect(report?.suppressedViolations).toMatchObject([{ ruleName: id, reason: 'a trial' }]);
});

test('an app that cannot be judged does not pass, and nobody can acknowledge that', () => {
  jest.mocked(readAssembly).mockImplementationOnce(() => {
    throw new Error('no access');
  });
  const { report, stopped } = synthesize((bucket) => {
    Validations.of(bucket.stack).acknowledge({ id: `${NAMESPACE}::could-not-judge`, reason: 'a trial' });
  });
  expect(stopped).toBe(true);
  expect(report).toMatchObject({
    conclusion: 'failure',
    violations: [{ severity: 'fatal', description: 'the app could not be judged: no access' }],
  });
});
