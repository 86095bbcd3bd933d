import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The checkout: every command is run in it. */
export const ROOT = path.resolve(__dirname, '../..');

export interface Outcome {
  readonly seconds: number;
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** Runs commands one at a time, and keeps whatever they write outside the checkout in one temporary directory. */
export class Workbench {
  private readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), 'failover-website-bench-'));

  constructor(private readonly interrupted: AbortSignal) {}

  /** A path that nothing has yet. */
  freshPath(name: string): string {
    return path.join(fs.mkdtempSync(path.join(this.directory, 'run-')), name);
  }

  /** @throws the reason of the interruption, once the command and all that it started are gone */
  async run(command: string, args: readonly string[], extraEnvironment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    this.interrupted.throwIfAborted();
    const start = performance.now();
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...this.environment(), ...extraEnvironment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // a process group of its own, so that an interruption ends the grandchildren as well
      detached: true,
    });
    const end = () => {
      if (child.pid === undefined) {
        return;
      }
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // the last process of the group ended just now
      }
    };
    this.interrupted.addEventListener('abort', end);
    try {
      const output: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
      const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        // not `exit`: by then the grandchildren, which share the pipes, may still be running
        child.on('close', resolve);
      });
      const seconds = (performance.now() - start) / 1000;
      this.interrupted.throwIfAborted();
      return { seconds, exitCode, output: Buffer.concat(output).toString() };
    } finally {
      this.interrupted.removeEventListener('abort', end);
    }
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  private environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
    return {
      ...Object.fromEntries(inherited),
      // `node` in a command is the one that runs the benchmark
      PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      // jest writes no snapshots
      CI: 'true',
      // the CLI would ask AWS about the credentials that it finds in the home directory
      HOME: this.directory,
      TMPDIR: this.directory,
      NODE_OPTIONS: '',
      npm_config_update_notifier: 'false',
    };
  }
}

/** Runs everything in turn, so that a machine that is slow for a while is slow for all; the first turn only warms up. */
export async function inTurns<Name extends string, Sample>(
  runs: number,
  measurements: Record<Name, () => Promise<Sample>>,
  report: (message: string) => void,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(measurements) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Sample[]>;
  for (let turn = 0; turn <= runs; turn++) {
    for (const name of names) {
      report(turn === 0 ? `${name}: warm-up` : `${name}: run ${turn} of ${runs}`);
      const sample = await measurements[name]();
      if (turn > 0) {
        samples[name].push(sample);
      }
    }
  }
  return samples;
}
