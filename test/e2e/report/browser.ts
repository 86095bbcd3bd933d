import * as fs from 'node:fs';
import * as path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Debian's, and Ubuntu's own names for it; nothing is downloaded. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * A real browser, without a window, that reaches no network.
 *
 * @throws Error that says how to install one
 */
export async function startBrowser(): Promise<Browser> {
  const directories = (process.env.PATH ?? '').split(path.delimiter);
  const executablePath = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name))).find(
    (file) => fs.existsSync(file),
  );
  if (executablePath === undefined) {
    throw new Error('chromium is not on the path: on Debian and Ubuntu it is in the package chromium');
  }
  // root, as in a container, has no sandbox
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}
