import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { page as pageOf } from '../../lib/report/page';
import { keep } from '../../lib/report/results/keep';
import { readResults } from '../../lib/report/results/read';
import { exampleSite } from '../helpers';
import { doctorRun, drillRun, failedCheck, parityRun } from '../report/runs';
import { startBrowser } from './browser';
import { STATE } from './paths';
import { judgedByAxe } from './report/axe';
import { failover, fill, HOSTILE, type Ended } from './report/results';

const DIRECTORY = path.join(STATE, 'report');
const RESULTS = path.join(DIRECTORY, 'results');
const WIDTHS = [360, 1280];
const SCHEMES = ['light', 'dark'] as const;
const VIEWS = WIDTHS.flatMap((width) => SCHEMES.map((colorScheme) => ({ width, colorScheme })));

/** Bytes: with two timelines, and no more than a phone loads in a moment. */
const LARGEST = 300_000;

const NOW = new Date('2026-11-26T17:30:00Z');

let browser: Browser;
let made: Ended;

beforeAll(async () => {
  fs.rmSync(DIRECTORY, { recursive: true, force: true });
  fs.mkdirSync(DIRECTORY, { recursive: true });
  [browser] = await Promise.all([startBrowser(), fill(RESULTS)]);
  made = await failover(['report', '--results', RESULTS, '--output', fileOf('real')]);
});

afterAll(async () => {
  await browser?.close();
});

function fileOf(name: string): string {
  return path.join(DIRECTORY, `${name}.html`);
}

/** A page as somebody has it before them, with all that it asked for and complained of. */
async function open(name: string, { width, colorScheme }: (typeof VIEWS)[number]) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    offline: true,
  });
  const page: Page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(fileOf(name)).href);
  return { context, page, requests, complaints };
}

/** What everybody may expect of a page, whatever it says. */
async function expectReadable(name: string, view: (typeof VIEWS)[number]): Promise<void> {
  const { context, page, requests, complaints } = await open(name, view);
  try {
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    const { found, passed } = await judgedByAxe(page);
    expect({ found, complaints, requests, overflow }).toEqual({
      found: [],
      complaints: [],
      requests: [page.url()],
      overflow: 0,
    });
    // it looked at the colours
    expect(passed).toContain('color-contrast');
    const headline = page.getByRole('heading', { level: 1, name: await page.title(), exact: true });
    expect(await headline.count()).toBe(1);
  } finally {
    await context.close();
  }
}

test('npm run report makes one file of what the real commands have kept', () => {
  expect(made).toMatchObject({ status: 0, stderr: `the page is in ${fileOf('real')}\n` });
  expect(made.stdout).toMatch(/^Something is wrong with example\.com: \d errors?/);
  expect(fs.statSync(fileOf('real')).size).toBeLessThan(LARGEST);
});

test.each(VIEWS)('it is readable in a browser, $width px wide and $colorScheme', async (view) => {
  await expectReadable('real', view);
});

test('it says what was found and measured', async () => {
  const { context, page } = await open('real', { width: 1280, colorScheme: 'light' });
  const text = await page.locator('main').innerText();
  const [drill] = readResults(RESULTS, 'example.com').drills;
  expect(drill).toMatchObject({ ended: 'finished' });
  expect(text).toContain('the credentials are of account 999999999999');
  expect(text).toContain('3 objects are only in the primary');
  expect(await page.getByRole('rowheader').count()).toBe(2 + 6 + 4);
  expect(await page.getByRole('img', { name: 'the health check is inverted, and put back' }).count()).toBe(1);
  await context.close();
});

test('on paper it is dark on white, whatever the viewer prefers, and no wider than a page', async () => {
  // A4, as it is laid out
  const { context, page } = await open('real', { width: 794, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  const body = 'getComputedStyle(document.body)';
  expect(await page.evaluate(`[${body}.backgroundColor, ${body}.color]`)).toEqual([
    'rgb(255, 255, 255)',
    'rgb(28, 33, 40)',
  ]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(794);
  await context.close();
});

const WELL = () => [
  doctorRun({}, failedCheck({ severity: 'warning', page: 'https://docs.aws.amazon.com/Route53/' })),
  drillRun(),
  parityRun(),
];

test.each<[string, () => ReturnType<typeof WELL>, string]>([
  ['well', WELL, 'example.com would fail over, with 1 warning'],
  ['empty', () => [], 'It is not known whether example.com would fail over: it was never drilled'],
])('a page of a site that is %s is readable, light and dark', async (name, runs, headline) => {
  const results = path.join(DIRECTORY, name);
  runs().forEach((run) => keep(results, run));
  const { text, judgement } = pageOf(exampleSite(), readResults(results, 'example.com'), NOW);
  expect(judgement.sentence).toBe(headline);
  fs.writeFileSync(fileOf(name), text);
  await Promise.all(SCHEMES.map((colorScheme) => expectReadable(name, { width: 360, colorScheme })));
});

test.each(HOSTILE)('%s is text wherever it comes from', async (hostile) => {
  const results = path.join(DIRECTORY, 'hostile');
  fs.rmSync(results, { recursive: true, force: true });
  const finding = { what: hostile, why: hostile, fix: hostile, page: hostile };
  keep(results, { ...doctorRun({}, failedCheck(finding)), by: hostile });
  const { timeline } = drillRun().result;
  keep(results, drillRun({}, { timeline: { ...timeline, title: hostile } }));
  fs.writeFileSync(path.join(results, 'example.com/parity.json'), hostile);
  const site = { ...exampleSite({ alarmEmail: 'ops@example.com' }), alarmEmail: hostile };
  fs.writeFileSync(fileOf('hostile'), pageOf(site, readResults(results, 'example.com'), NOW).text);

  const { context, page, requests, complaints } = await open('hostile', { width: 360, colorScheme: 'light' });
  const title = 'Something is wrong with example.com: 1 error, 1 warning';
  expect(await page.title()).toBe(title);
  expect({ requests, complaints }).toEqual({ requests: [page.url()], complaints: [] });
  expect(await page.locator('script, [onerror], [onmouseover], img:not([src^="data:"])').count()).toBe(0);
  const shown = await page.locator('main').innerText();
  // what, why, fix, page, by, title and its caption, whose mail
  expect(shown.split(hostile).length - 1).toBeGreaterThanOrEqual(7);
  await context.close();
});
