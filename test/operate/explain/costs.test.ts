import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { costsOf } from '../../../lib/operate/explain/costs';
import { contentDirectory, exampleSite, synthesize, unvalidatedApp } from '../../helpers';

function lines(settings: Parameters<typeof exampleSite>[0] = {}) {
  const { monthly } = costsOf(exampleSite(settings));
  return Object.fromEntries(monthly.map(({ what, low, high }) => [what, [low, high].map((price) => price.toFixed(2))]));
}

test('the example site is priced line by line, as a range where AWS leaves it open', () => {
  expect(lines()).toMatchObject({
    'hosted zone': ['0.50', '0.50'],
    'health check over HTTPS every 10 s': ['2.00', '4.75'],
    '4.2 million reads of /health.txt by the checkers': ['1.68', '1.68'],
    '4 alarms': ['0.00', '0.40'],
    dashboard: ['0.00', '3.00'],
    'replication metrics': ['0.00', '0.90'],
  });
});

test('the sum is that of its lines, and what the README says', () => {
  const { monthly, low, high } = costsOf(exampleSite());
  expect(low).toBeCloseTo(monthly.reduce((sum, cost) => sum + cost.low, 0));
  expect(high).toBeCloseTo(monthly.reduce((sum, cost) => sum + cost.high, 0));
  const readme = fs.readFileSync(path.join(__dirname, '../../../README.md'), 'utf8');
  expect(readme).toContain(`About ${Math.round(low)} to ${Math.round(high)}`);
});

test('a check every 30 s is cheaper, and reads less', () => {
  expect(lines({ healthCheck: { intervalSeconds: 30 } })).toMatchObject({
    'health check over HTTPS every 30 s': ['1.00', '2.75'],
    '1.4 million reads of /health.txt by the checkers': ['0.56', '0.56'],
  });
});

test('the check of the switch asks every 10 s, whatever the others do', () => {
  expect(lines({ manualSwitch: true, healthCheck: { intervalSeconds: 30 } })).toMatchObject({
    'health check over HTTPS every 30 s': ['1.00', '2.75'],
    'health check of the switch over HTTPS every 10 s': ['2.00', '4.75'],
    '4.2 million reads of the switch by the checkers, all refused': ['0.00', '1.68'],
  });
});

test('what is stored is what contentPath holds, twice', () => {
  const directory = contentDirectory({ 'index.html': 'x'.repeat(1000), '404.html': 'x'.repeat(500) });
  const site = { contentPath: directory };
  expect(Object.keys(lines(site))).toContain(`two copies of ${directory}, 1.5 KB each`);
  expect(Object.keys(lines({ contentPath: false })).filter((what) => what.startsWith('two copies'))).toEqual([]);
});

test('replication time control has its rate when it is on', () => {
  const rates = (replicationTimeControl: boolean) =>
    costsOf(exampleSite({ replicationTimeControl })).rates.map(({ what }) => what);
  expect(rates(true)).toContain('replication time control');
  expect(rates(false)).not.toContain('replication time control');
});

test('in https mode the checks of CloudFront and of the switch are priced, and what they ask for', () => {
  expect(lines({ secondaryEndpoint: 'https' })).toMatchObject({
    'health check of CloudFront over HTTPS every 10 s': ['2.00', '4.75'],
    'health check of the switch over HTTPS every 10 s': ['2.00', '4.75'],
    'calculated health check': ['0.00', '0.50'],
    '4.2 million requests of the checkers to CloudFront, through its function': ['0.22', '4.63'],
    '4.2 million reads of the switch by the checkers, all refused': ['0.00', '1.68'],
    '4.2 million reads of /health.txt by CloudFront': ['0.00', '1.68'],
  });
  const rates = (site: Parameters<typeof exampleSite>[0]) => costsOf(exampleSite(site)).rates.map(({ what }) => what);
  expect(rates({ secondaryEndpoint: 'https' })).toContain('API Gateway, while DNS answers the secondary');
  expect(rates({})).not.toContain('API Gateway, while DNS answers the secondary');
});

test.each([
  ['website', {}],
  ['website with a switch', { manualSwitch: true }],
  ['https', { secondaryEndpoint: 'https' }],
] as const)('every alarm, dashboard and health check of the stacks is priced: %s', (_, settings) => {
  const { secondary, certificate, website, monitoring } = synthesize(settings, unvalidatedApp());
  const count = (type: string) =>
    [secondary, certificate, website, monitoring].reduce((sum, template: Template) => {
      return sum + Object.keys(template.findResources(type)).length;
    }, 0);
  expect(Object.keys(lines(settings))).toContain(`${count('AWS::CloudWatch::Alarm')} alarms`);
  expect(count('AWS::CloudWatch::Dashboard')).toBe(1);
  const checks = Object.keys(lines(settings)).filter((what) => what.includes('health check'));
  expect(checks).toHaveLength(count('AWS::Route53::HealthCheck'));
});
