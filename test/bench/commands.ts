import * as fs from 'node:fs';
import * as path from 'node:path';
import cdkJson from '../../cdk.json';
import { ROOT, type Outcome, type Workbench } from './workbench';

const CDK = path.join(ROOT, 'node_modules/.bin/cdk');
const REPORTER = path.join(__dirname, 'apps/report-peak-memory.js');

export interface SynthSample {
  readonly seconds: number;
  /** Most memory that the app's process had at once; not that of the CLI. */
  readonly peakMebibytes: number;
}

/**
 * `cdk synth -q` to a directory that is not there yet.
 *
 * @param appFile @default - the app of cdk.json as it is; another app gets its loader, and the same flags
 */
export async function synth(workbench: Workbench, appFile?: string): Promise<SynthSample> {
  const peakMemoryFile = workbench.freshPath('peak-memory');
  const output = workbench.freshPath('cdk.out');
  const app = appFile === undefined ? [] : ['--app', cdkJson.app.replace(/\S+$/, appFile)];
  const { seconds } = succeeded(
    await workbench.run(process.execPath, [CDK, 'synth', '--quiet', '--no-notices', '--output', output, ...app], {
      NODE_OPTIONS: `--require ${JSON.stringify(REPORTER)}`,
      BENCH_PEAK_MEMORY_FILE: peakMemoryFile,
    }),
  );
  fs.rmSync(output, { recursive: true });
  const kibibytes = fs.readFileSync(peakMemoryFile, 'utf8').trim().split('\n').map(Number);
  return { seconds, peakMebibytes: Math.max(...kibibytes) / 1024 };
}

/** An app's assembly, for those who measure what is done with it. */
export async function assembly(workbench: Workbench, appFile?: string): Promise<string> {
  const output = workbench.freshPath('cdk.out');
  const [, ...loader] = (appFile === undefined ? cdkJson.app : cdkJson.app.replace(/\S+$/, appFile)).split(' ');
  succeeded(
    await workbench.run(process.execPath, loader, {
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: JSON.stringify(cdkJson.context),
    }),
  );
  return output;
}

/** All rules on an assembly, in a process of its own: milliseconds, once everything is loaded. */
export async function judged(workbench: Workbench, directory: string): Promise<number> {
  const script = ['-r', './bin/typescript.js', 'test/bench/judge.ts', directory];
  return Number(succeeded(await workbench.run(process.execPath, script)).output);
}

/** `npm test`, whatever its outcome: tests that fail take their time as well. */
export async function npmTest(workbench: Workbench): Promise<Outcome> {
  return workbench.run('npm', ['test']);
}

/** jest with the settings of `npm test` on a single assertion. */
export async function oneAssertion(workbench: Workbench): Promise<Outcome> {
  const jest = path.join(ROOT, 'node_modules/.bin/jest');
  return succeeded(await workbench.run(process.execPath, [jest, '--config', 'test/bench/baseline/jest.config.js']));
}

export function succeeded(outcome: Outcome): Outcome {
  if (outcome.exitCode !== 0) {
    throw new Error(`a measured command failed with exit code ${outcome.exitCode}:\n${outcome.output}`);
  }
  return outcome;
}
