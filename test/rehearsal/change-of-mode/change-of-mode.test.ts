import type { SiteConfig } from '../../../lib/site-config';
import { synthesized } from '../../rules/synthesized';
import { journey, type Step } from './journey';

const STATES: Record<string, Partial<SiteConfig>> = {
  website: {},
  'https, website retired': { secondaryEndpoint: 'https', retiredEndpoint: 'website' },
  https: { secondaryEndpoint: 'https' },
  'https, HSTS ending': { secondaryEndpoint: 'https', hsts: 'ending' },
  'website, https retired': { retiredEndpoint: 'https' },
  'website with a switch': { manualSwitch: true },
  'website, switch retired': { manualSwitch: 'retired' },
};
const sources = Object.fromEntries(Object.entries(STATES).map(([name, settings]) => [name, synthesized(settings)]));

const through = (...names: string[]) => journey(names.map((name) => ({ name, source: sources[name] ?? fail(name) })));

function fail(name: string): never {
  throw new Error(`no state ${name}`);
}

const THERE_AND_BACK = [
  'website',
  'https, website retired',
  'https',
  'https, HSTS ending',
  'website, https retired',
  'website',
];

const STEPS = THERE_AND_BACK.slice(1).flatMap((name) => [`${name}: Secondary`, `${name}: Website`]);

let steps: Step[];

beforeAll(async () => {
  steps = await through(...THERE_AND_BACK);
}, 60_000);

const step = (name: string) => steps.find((one) => one.name === name) ?? fail(name);

test.each(STEPS)('while the mode changes, nobody is left without an answer: %s', (name) => {
  expect(step(name).unserved).toEqual([]);
});

test.each(STEPS)('every bucket stays, under its logical id and its name: %s', (name) => {
  const before = steps[steps.indexOf(step(name)) - 1]?.buckets ?? {};
  expect(Object.keys(before).length).toBeGreaterThan(2);
  expect(step(name).buckets).toMatchObject(before);
  expect(step(name).objects).toEqual(steps[0]?.objects);
});

test('what is promised on the way is more than nothing', () => {
  const promised = (name: string) => step(name).promised;
  const https = ['bucket lost', 'CloudFront lost', 'switch engaged'];
  expect(promised('https, website retired: Secondary')).toEqual(['bucket lost']);
  expect(promised('https, website retired: Website')).toEqual(https);
  expect(promised('https, HSTS ending: Website')).toEqual(https);
  expect(promised('website, https retired: Secondary')).toEqual(https);
  expect(promised('website, https retired: Website')).toEqual(['bucket lost']);
  expect(promised('website: Website')).toEqual(['bucket lost']);
});

test('a switch comes and goes, and nobody is left without an answer', async () => {
  const found = await through('website', 'website with a switch', 'website, switch retired', 'website');
  expect(found.map(({ unserved }) => unserved).flat()).toEqual([]);
  const follow = found.filter(({ promised }) => promised.includes('switch engaged')).map(({ name }) => name);
  expect(follow).toEqual(['website with a switch: Website', 'website, switch retired: Secondary']);
});

test('in one deployment to https, visitors would be left without an answer', async () => {
  const [, secondary, website] = await through('website', 'https');
  expect(secondary?.unserved).toContain('bucket lost: HTTP for the first time: 404 by SECONDARY');
  expect(website?.unserved).toContain('at the secondary of before: HTTP for the first time: 404 by SECONDARY');
});

test('in one deployment back, visitors would be led to what is gone, by a switch that is gone', async () => {
  const [, secondary] = await through('https', 'website, switch retired');
  expect(secondary?.unserved).toContain('CloudFront lost: HTTPS: ENOTFOUND by nobody');
  await expect(through('https', 'website')).rejects.toThrow('HealthCheckConfig.ChildHealthChecks.1');
});

test('without an end of HSTS, who was told to keep to HTTPS is refused at the website', async () => {
  const found = await through('https', 'website with a switch', 'website with a switch');
  expect(found.at(-1)?.unserved).toContain('bucket lost: HTTP: ECONNREFUSED by nobody');
});
