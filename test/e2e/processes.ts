import { spawn } from 'node:child_process';
import * as fs from 'node:fs';

export interface Outcome {
  readonly code: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** File that gets the output while the command runs. */
  readonly log?: string;
}

/** Runs a command to its end, whatever that is. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const { cwd, env, log } = options;
  const file = log === undefined ? undefined : fs.createWriteStream(log);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        file?.write(text);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      file?.end();
      resolve({ code, output });
    });
  });
}

/** Settings of the machine that would lead a command elsewhere: other accounts, other modules, a proxy. */
const ELSEWHERE = /^(AWS_|CDK_|PYTHON|NODE_OPTIONS$|NODE_PATH$)|_proxy$/i;

/** Of the SDK, about versions of Node.js that it will support another day. */
export const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/** The environment without what would lead a command elsewhere, and with `settings`. */
export function cleanEnvironment(settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ELSEWHERE.test(name));
  return { ...Object.fromEntries(kept), ...QUIET, ...settings };
}
