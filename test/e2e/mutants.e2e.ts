import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ALL_RULES } from '../../lib/rules/all-rules';
import { Assembly } from '../../lib/rules/assembly/assembly';
import type { AssemblySource } from '../../lib/rules/assembly/assembly-source';
import { judge } from '../../lib/rules/judge';
import { MutableApp } from '../rules/mutable-app';
import { ALL_MUTATIONS } from '../rules/mutations/all-mutations';
import { synthesized } from '../rules/synthesized';
import { lint, type LintJob } from './linters/lint';
import { findPython, virtualEnvironment } from './python';

/** The mutants that our rules are tested with, and who else catches them. */

const LINTERS = path.join(__dirname, 'linters');
const LOADER = path.join(__dirname, '../../bin/typescript.js');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'mutants-'));

afterAll(() => {
  fs.rmSync(directory, { recursive: true });
});

/** One in so many is looked at, as the others are slow: it is their share that matters. `npm test` has ours judge every one. */
const SHOWN = 9;

interface Mutant {
  /** The apps before and after. */
  readonly original: AssemblySource;
  readonly source: AssemblySource;
}

function mutants(): Mutant[] {
  const changes = ALL_MUTATIONS.flatMap(({ settings, broken }) => {
    const original = synthesized(settings);
    return Object.values(broken).flatMap((group) => Object.values(group).map((change) => ({ original, change })));
  });
  return changes
    .filter((_, index) => index % SHOWN === 0)
    .map(({ original, change }) => {
      const app = new MutableApp(original);
      change(app);
      return { original, source: app.source };
    });
}

/** Templates in files, each text once. */
const jobs = new Map<string, number>();
const files: LintJob[] = [];

function jobOf(template: unknown, region: string): number {
  const json = JSON.stringify(template);
  const key = `${region}\n${json}`;
  const known = jobs.get(key);
  if (known !== undefined) {
    return known;
  }
  const file = path.join(directory, `${files.length}.template.json`);
  fs.writeFileSync(file, json);
  files.push({ template: file, region });
  jobs.set(key, files.length - 1);
  return files.length - 1;
}

/** The jobs of the templates of an app. */
function jobsOf({ stacks }: AssemblySource): number[] {
  return stacks.map(({ template, region = 'us-east-1' }) => jobOf(template, region));
}

/** How many mutants get a finding that the app had not before. */
function caught(all: { before: number[]; after: number[] }[], findings: string[][]): number {
  const of = (numbers: number[]) => numbers.flatMap((number) => findings[number] ?? []);
  return all.filter(({ before, after }) => {
    const known = new Set(of(before));
    return of(after).some((finding) => !known.has(finding));
  }).length;
}

test('our rules catch every mutant that is shown; others catch so many', async () => {
  const shown = mutants();
  const lintable = shown.map(({ original, source }) => ({ before: jobsOf(original), after: jobsOf(source) }));
  const python = await virtualEnvironment(await findPython());
  const cfnLint = (jobs: LintJob[]) => lint(python, [path.join(LINTERS, 'cfn_lint.py')], jobs);
  const cdk = (jobs: LintJob[]) =>
    lint(process.execPath, ['-r', LOADER, path.join(LINTERS, 'cdk-validation.ts')], jobs);
  const [byCfnLint, byCdk] = await Promise.all([cfnLint(files), cdk(files)]);
  const ours = shown.filter(({ source }) => judge(new Assembly(source), ALL_RULES).findings.length > 0).length;
  const share = (count: number) =>
    `${String(count).padStart(5)} of ${shown.length} (${Math.round((100 * count) / shown.length)} %)`;
  process.stderr.write(
    `\nmutants caught\n  our rules        ${share(ours)}\n` +
      `  CDK's validation ${share(caught(lintable, byCdk))}\n` +
      `  cfn-lint         ${share(caught(lintable, byCfnLint))}\n\n`,
  );
  expect(ours).toBe(shown.length);
  // both did look: each knows the properties of a bucket
  const misspelt = { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BuketName: 'x' } } } };
  const job = jobOf(misspelt, 'us-east-1');
  expect(await Promise.all([cfnLint(files.slice(job)), cdk(files.slice(job))])).toEqual([
    [[expect.stringContaining('BuketName')]],
    [[expect.stringContaining('BuketName')]],
  ]);
}, 900_000);
