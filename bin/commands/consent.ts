import { createInterface } from 'node:readline';
import { progress } from './output';

/**
 * Asks for the domain name to be typed.
 *
 * @throws Error when another is, or nobody can be asked
 */
export async function consent(domainName: string, notice: readonly string[], signal: AbortSignal): Promise<void> {
  progress(`\n${notice.join('\n')}\n`);
  // not of a terminal: Ctrl-C stays a signal
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    process.stderr.write(`Type ${domainName} to go on: `);
    const typed = await new Promise<string | undefined>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(undefined));
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    if (typed?.trim() !== domainName) {
      throw new Error(`what is typed must be ${domainName}, got: ${typed ?? 'nothing'}; nothing was changed`);
    }
  } finally {
    lines.close();
    // else the process does not end
    process.stdin.unref();
  }
}

/**
 * @param what is consented to: `a drill`
 * @throws Error that says what to do when nobody can be asked
 */
export function assertSomebodyIsThere(what: string, consents?: boolean): void {
  if (!consents && !process.stdin.isTTY) {
    throw new Error(`somebody must be there to consent to ${what}: run it on a terminal, or give --yes`);
  }
}
