import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import cdkJson from '../../cdk.json';

const ROOT = path.join(__dirname, '../..');

/**
 * Synthesizes the app as `cdk synth` does, without its command line, which takes a second more.
 *
 * @throws Error with what the app printed when it fails, as by a rule that it breaks; what `signal` says when it aborts, once the
 * app is gone
 */
export async function synthesizeTo(directory: string, signal?: AbortSignal): Promise<void> {
  const [command = '', ...args] = cdkJson.app.split(' ');
  const env = { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(cdkJson.context) };
  signal?.throwIfAborted();
  const started = promisify(execFile)(command, args, { cwd: ROOT, env, signal });
  const gone = new Promise((resolve) => started.child.once('exit', resolve));
  await started.catch(async (error: Error & { stdout?: string; stderr?: string }) => {
    if (signal?.aborted) {
      // until it is gone it may write into the directory; execFile only asks it to end
      started.child.kill('SIGKILL');
      await gone;
    }
    throw new Error(`${error.stderr ?? ''}${error.stdout ?? ''}`.trim() || error.message, { cause: error });
  });
}
