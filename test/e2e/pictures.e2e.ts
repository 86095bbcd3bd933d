import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DOCUMENTS, textOf, tokensOf } from '../docs/documents';
import { startBrowser } from './browser';
import { STATE } from './paths';

/** What the hosting site draws pictures with, as a script of a page. */
const MERMAID = require.resolve('mermaid/dist/mermaid.min.js');

/** Mermaid's themes for light and dark pages, each with the colour of its page. */
const THEMES = { default: '#ffffff', dark: '#0d1117' } as const;

const PICTURES = DOCUMENTS.flatMap((file) =>
  tokensOf(textOf(file))
    .filter(({ type, info }) => type === 'fence' && info === 'mermaid')
    .map(({ content, map }) => [`${file}:${(map?.[0] ?? 0) + 1}`, content] as const),
);

/** Every picture stays here, to be looked at. */
const SHOTS = path.join(STATE, 'pictures');

let browser: Browser;
let page: Page;

beforeAll(async () => {
  fs.rmSync(SHOTS, { recursive: true, force: true });
  fs.mkdirSync(SHOTS, { recursive: true });
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.setContent('<body style="margin:0"><main></main></body>');
  await page.addScriptTag({ path: MERMAID });
});

afterAll(() => browser.close());

/** @returns the words of the picture @throws Error of mermaid, when it is none */
async function draw(content: string, theme: keyof typeof THEMES, shot: string): Promise<string> {
  const words = await page.evaluate(`(async () => {
    mermaid.initialize({ startOnLoad: false, theme: ${JSON.stringify(theme)} });
    const main = document.querySelector('main');
    document.body.style.background = ${JSON.stringify(THEMES[theme])};
    main.innerHTML = '';
    main.innerHTML = (await mermaid.render('picture', ${JSON.stringify(content)})).svg;
    return main.innerText + main.textContent;
  })()`);
  await page.locator('main').screenshot({ path: path.join(SHOTS, shot) });
  return String(words);
}

const inEveryTheme = PICTURES.flatMap(([where, content]) =>
  Object.keys(THEMES).map((theme) => [where, theme as keyof typeof THEMES, content] as const),
);

test.each(inEveryTheme)('the picture at %s is drawn in the theme %s', async (where, theme, content) => {
  const words = await draw(content, theme, `${where.replace(/\W/g, '-')}-${theme}.png`);
  const labels = [...content.matchAll(/[[({>]"?(\w[^"\n\])}<,:]*\w)/g)].map(([, label = '']) => label);
  expect(labels.filter((label) => !words.includes(label))).toEqual([]);
});

test.each(PICTURES)('the picture at %s leaves its colours to the theme', (_, content) => {
  expect(content).not.toMatch(/%%\{|^\s*(style|classDef|linkStyle)\b|#[0-9a-f]{3,8}\b|\brgba?\(/m);
});

test('a picture that is none is an error', async () => {
  await expect(draw('flowchart LR\n  a -->', 'default', 'none.png')).rejects.toThrow(/Parse error on line \d/);
});

test('the README and the architecture have pictures', () => {
  const files = new Set(PICTURES.map(([where]) => where.replace(/:.*/, '')));
  expect([...files]).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md']));
});
