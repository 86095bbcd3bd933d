import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** A template to lint. */
export interface LintJob {
  /** File that holds it. */
  readonly template: string;
  readonly region: string;
}

/**
 * Runs a linter that takes jobs on its input, and prints the findings of each.
 *
 * @throws Error with what it printed when it fails
 */
export async function lint(command: string, args: readonly string[], jobs: readonly LintJob[]): Promise<string[][]> {
  const linter = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const status = new Promise<number | null>((resolve, reject) => linter.on('error', reject).on('close', resolve));
  linter.stdin.end(JSON.stringify(jobs));
  const output = await text(linter.stdout);
  if ((await status) !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  }
  return JSON.parse(output) as string[][];
}
