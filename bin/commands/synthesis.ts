import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import cdkJson from '../../cdk.json';

const ROOT = path.join(__dirname, '../..');

/**
 * Synthesizes the app as `cdk synth` does, without its command line, which takes a second more.
 *
 * @throws Error with what the app printed when it fails, as by a rule that it breaks
 */
export async function synthesizeTo(directory: string, signal?: AbortSignal): Promise<void> {
  const [command = '', ...args] = cdkJson.app.split(' ');
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(cdkJson.context) };
  const started = promisify(execFile)(command, args, { cwd: ROOT, env, signal });
  await started.catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`${error.stderr ?? ''}${error.stdout ?? ''}`.trim() || error.message, { cause: error });
  });
}
