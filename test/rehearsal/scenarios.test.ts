import * as fs from 'node:fs';
import * as path from 'node:path';
import { SCENARIO_IDS, scenariosOf } from '../../lib/rehearsal/scenarios-of';

const WEBSITE = [
  'primary-unavailable',
  'primary-unreachable',
  'health-object-deleted',
  'checkers-locked-out',
  'secondary-unavailable',
  'both-unavailable',
];

const HTTPS = [
  'cloudfront-unreachable',
  'cloudfront-silent',
  'primary-unavailable',
  'primary-unreachable',
  'primary-silent',
  'health-object-deleted',
  'checkers-locked-out',
  'secondary-unavailable',
  'both-unavailable',
];

test.each([
  ['with an S3 website', false, false, WEBSITE],
  ['with an S3 website and a switch', false, true, [...WEBSITE, 'switch-engaged']],
  ['with an HTTPS endpoint', true, true, [...HTTPS, 'switch-engaged']],
  ['with an HTTPS endpoint whose records do not follow the switch', true, false, HTTPS],
])('what can happen to a site %s', (_, secondarySpeaksHttps, hasSwitch, ids) => {
  expect(scenariosOf({ secondarySpeaksHttps, hasSwitch }).map(({ id }) => id)).toEqual(ids);
});

test('every scenario has a name on the command line', () => {
  expect([...SCENARIO_IDS].sort()).toEqual([...new Set([...WEBSITE, ...HTTPS, 'switch-engaged'])].sort());
});

test('only the loss of CloudFront, of its check or of both moves the DNS of a site that speaks HTTPS', () => {
  const moving = scenariosOf({ secondarySpeaksHttps: true, hasSwitch: true }).filter(({ movesDns }) => movesDns);
  expect(moving.map(({ id }) => id)).toEqual([
    'cloudfront-unreachable',
    'cloudfront-silent',
    'health-object-deleted',
    'both-unavailable',
    'switch-engaged',
  ]);
});

test('the page of the rehearsal has every scenario in the table of its sites, and no other', () => {
  const page = fs.readFileSync(path.join(__dirname, '../../docs/rehearsal.md'), 'utf8');
  const tables = page.split(/^### /m).slice(1, 4);
  const written = tables.map((table) => [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id));
  expect(written).toEqual([WEBSITE, HTTPS, ['switch-engaged']]);
});
