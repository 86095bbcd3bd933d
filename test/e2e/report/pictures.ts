// Draws the top of a page for the documentation, light and dark:
//   npm run e2e -- report.e2e && node -r ./bin/typescript.js test/e2e/report/pictures.ts .e2e/report/real.html docs/report
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from '../browser';

const [, , page = '', output = ''] = process.argv;

async function draw(): Promise<void> {
  const browser = await startBrowser();
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width: 720, height: 960 }, colorScheme });
      const tab = await context.newPage();
      await tab.goto(pathToFileURL(path.resolve(page)).href);
      await tab.screenshot({ path: `${output}-${colorScheme}.png` });
    }
  } finally {
    await browser.close();
  }
}

void draw();
