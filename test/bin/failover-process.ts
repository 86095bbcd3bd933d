import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { contentDirectory } from '../helpers';

const ROOT = path.join(__dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nobody's machine: no credentials, no configuration, an empty home and temporary directory. */
export function bareMachine() {
  return {
    PATH: process.env.PATH,
    HOME: contentDirectory({}),
    TMPDIR: contentDirectory({}),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Starts our command line on a machine that finds no host of the internet. */
export function startFailover(args: readonly string[], env: NodeJS.ProcessEnv = bareMachine()) {
  const command = ['-r', './bin/typescript.js', '-r', './test/bin/offline.ts', 'bin/failover.ts', ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT, env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += String(text)));
  child.stderr.on('data', (text) => (output.stderr += String(text)));
  const ended = new Promise<Run>((resolve) => child.on('close', (status) => resolve({ status, ...output })));
  return { child, ended };
}
