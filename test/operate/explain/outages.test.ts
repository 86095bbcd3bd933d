import { explain } from '../../../lib/operate/explain/explanation';
import { httpsOutagesOf, ORIGIN_WAIT_SECONDS } from '../../../lib/operate/explain/https-outages';
import { failoverSeconds, outagesOf } from '../../../lib/operate/explain/outages';
import { rehearse } from '../../../lib/rehearsal/rehearse';
import { SCENARIOS } from '../../../lib/rehearsal/scenarios';
import { scenariosOf } from '../../../lib/rehearsal/scenarios-of';
import type { Site } from '../../../lib/site-config';
import { exampleSite } from '../../helpers';
import { synthesized } from '../../rules/synthesized';

const HTTPS_SITE = exampleSite({ secondaryEndpoint: 'https' });

test.each([
  ['primary-s3', 'moved', 'refused', 'moved'],
  ['primary-region', 'moved', 'refused', 'moved'],
  ['control-planes', 'served', 'served', 'served'],
  ['cloudfront', 'errors', 'errors', 'errors'],
  ['secondary-region', 'served', 'served', 'served'],
  ['bad-deployment', 'bad content', 'bad content', 'bad content'],
])('%s: over HTTP %s, over HTTPS %s, with IPv6 %s', (id, http, https, ipv6) => {
  const outage = outagesOf(exampleSite()).find((one) => one.id === id);
  expect(outage?.effects.map(({ visitor, outcome }) => [visitor, outcome])).toEqual([
    ['HTTP', http],
    ['HTTPS', https],
    ['IPv6', ipv6],
  ]);
});

test.each([
  [{}, 90],
  [{ intervalSeconds: 30 as const }, 150],
  [{ failureThreshold: 1 }, 70],
  [{ intervalSeconds: 30 as const, failureThreshold: 10 }, 360],
])('with a health check of %j a failover takes %d s, and whoever is moved is told so', (healthCheck, seconds) => {
  const site = exampleSite({ healthCheck });
  expect(failoverSeconds(site)).toBe(seconds);
  const [{ effects } = { effects: [] }] = outagesOf(site);
  expect(effects.map(({ afterSeconds }) => afterSeconds)).toEqual([seconds, seconds, seconds]);
  expect(effects[0]?.gets).toContain(`after ${seconds} s at most`);
});

test.each([
  ['primary-region', { primaryRegion: 'us-east-1' }],
  ['secondary-region', { secondaryRegion: 'us-east-1' }],
])('%s says that the control planes go with it when it is us-east-1', (id, settings) => {
  const operator = (site: Parameters<typeof exampleSite>[0]) =>
    outagesOf(exampleSite(site)).find((one) => one.id === id)?.operator;
  expect(operator(settings)).toMatch(/cannot be changed/);
  expect(operator({})).not.toMatch(/cannot be changed/);
});

test.each([
  ['primary-s3', 'served', 'served', 'served'],
  ['primary-region', 'served', 'served', 'served'],
  ['control-planes', 'served', 'served', 'served'],
  ['cloudfront', 'refused', 'moved', 'moved'],
  ['secondary-region', 'served', 'served', 'served'],
  ['bad-deployment', 'bad content', 'bad content', 'bad content'],
])('in https mode, %s: over HTTP %s, over HTTPS %s, with IPv6 %s', (id, http, https, ipv6) => {
  const outage = httpsOutagesOf(HTTPS_SITE).find((one) => one.id === id);
  expect(outage?.effects.map(({ outcome }) => outcome)).toEqual([http, https, ipv6]);
});

test('an operator with a switch is told of it, and that it needs no control plane', () => {
  const told = (id: string, site: Site) =>
    explain(site)
      .outages.find((outage) => outage.id === id)
      ?.operator.includes('npm run engage -- --site example.com');
  const withSwitch = exampleSite({ manualSwitch: true });
  for (const id of ['control-planes', 'cloudfront']) {
    expect([id, told(id, HTTPS_SITE), told(id, withSwitch), told(id, exampleSite())]).toEqual([id, true, true, false]);
  }
});

test('in https mode, what it says is what a rehearsal of the same site shows', async () => {
  const source = synthesized({ secondaryEndpoint: 'https', healthCheck: { failureThreshold: 2 } });
  const site = exampleSite({ secondaryEndpoint: 'https', healthCheck: { failureThreshold: 2 } });
  const rehearsed = scenariosOf({ secondarySpeaksHttps: true, hasSwitch: true }).filter(({ id }) =>
    ['cloudfront-unreachable', 'primary-silent', 'secondary-unavailable'].includes(id),
  );
  const shown = await Promise.all(
    rehearsed.map((scenario) => {
      const { signal } = new AbortController();
      return rehearse(source, scenario, { speed: 30, signal, progress: () => undefined });
    }),
  );
  expect(shown.map(({ kept, timeline }) => [timeline.scenario, kept])).toEqual(rehearsed.map(({ id }) => [id, true]));
  const [cloudFrontLost, primaryLost, secondaryLost] = shown.map(({ timeline, figures }) => ({
    promised: figures.find(({ name }) => name === 'last failed request, HTTPS')?.promised,
    failed: timeline.visitors.map(({ requests }) => requests.filter(({ ok }) => !ok).map(({ what }) => what)),
  }));
  const effects = (id: string) => httpsOutagesOf(site).find((outage) => outage.id === id)?.effects ?? [];
  const [http, https] = effects('cloudfront');
  expect(https).toMatchObject({ outcome: 'moved', afterSeconds: Number(cloudFrontLost?.promised) / 1000 });
  expect(http).toMatchObject({ outcome: 'refused' });
  expect(cloudFrontLost?.failed[0]).toContain('ECONNREFUSED');
  expect(primaryLost?.promised).toBeLessThanOrEqual(ORIGIN_WAIT_SECONDS * 1000);
  expect(effects('primary-s3').every(({ outcome }) => outcome === 'served')).toBe(true);
  expect(secondaryLost?.failed).toEqual([[], [], []]);
}, 60_000);

test('what it says is what a rehearsal of the same site shows', async () => {
  const site = exampleSite({ healthCheck: { failureThreshold: 2 } });
  const source = synthesized({ healthCheck: { failureThreshold: 2 } });
  const shown = await Promise.all(
    SCENARIOS.filter(({ id }) => /^(primary|secondary)-unavailable$/.test(id)).map((scenario) => {
      const { signal } = new AbortController();
      return rehearse(source, scenario, { speed: 60, signal, progress: () => undefined });
    }),
  );
  const [primaryLost, secondaryLost] = shown.map(({ timeline, figures, kept }) => ({
    kept,
    failed: timeline.visitors.map(({ requests }) => requests.filter(({ ok }) => !ok).map(({ what }) => what)),
    promised: figures.find(({ name }) => name === 'last failed request, HTTP')?.promised,
  }));
  const [http, https] = outagesOf(site)[0]?.effects ?? [];
  expect(http).toMatchObject({ outcome: 'moved', afterSeconds: Number(primaryLost?.promised) / 1000 });
  expect(https).toMatchObject({ outcome: 'refused' });
  expect(primaryLost?.failed[1]).toContain('ECONNREFUSED');
  expect(primaryLost?.kept).toBe(true);
  const secondary = outagesOf(site).find(({ id }) => id === 'secondary-region');
  expect(secondary?.effects.every(({ outcome }) => outcome === 'served')).toBe(true);
  expect(secondaryLost).toMatchObject({ kept: true, failed: [[], [], []] });
});
