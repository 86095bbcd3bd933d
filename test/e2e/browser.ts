import { chromium, type Browser } from 'playwright-core';
import { BROWSERS, programOn } from './programs';

/**
 * The machine's own browser, without a window; nothing is downloaded.
 *
 * @throws Error that says how to install one
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = programOn(process.env.PATH ?? '', BROWSERS);
  if (executablePath === undefined) {
    throw new Error('chromium is not on the path: on Debian and Ubuntu it is in the package chromium');
  }
  // root, as in a container, has no sandbox
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}
