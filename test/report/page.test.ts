import { createHash } from 'node:crypto';
import { page } from '../../lib/report/page';
import type { Results } from '../../lib/report/results/read';
import { exampleSite } from '../helpers';
import { doctorRun, drillRun, failedCheck, failedRun, parityRun, rehearsalRun } from './runs';

const NOW = new Date('2026-11-26T17:30:00Z');
const NOTHING: Results = { doctor: {}, parity: {}, rehearsal: {}, drills: [], unreadable: [] };

const WELL: Results = {
  ...NOTHING,
  doctor: { finished: doctorRun() },
  parity: { finished: parityRun() },
  rehearsal: { finished: rehearsalRun() },
  drills: [drillRun()],
};

function textOf(results: Results, settings: Parameters<typeof exampleSite>[0] = {}): string {
  return page(exampleSite(settings), results, NOW).text;
}

/** A section by the id of its heading, without tags and in one line. */
function section(text: string, id: string): string {
  const [, content = ''] = new RegExp(`<section aria-labelledby="${id}">(.*?)</section>`, 's').exec(text) ?? [];
  return content.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('its policy admits its own style, and nothing else but pictures that are in it', () => {
  const text = textOf(WELL);
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(/http-equiv="Content-Security-Policy" content="(.*?)"/s.exec(text)?.[1]?.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(text).not.toMatch(/<script|<link(?! rel="icon" href="data:,")|@import|url\(| style=/);
});

test('one heading, and every section, in the order in which they are asked about', () => {
  const text = textOf(WELL);
  expect([...text.matchAll(/<h1>/g)]).toHaveLength(1);
  expect([...text.matchAll(/<h2 id="(\w+)">/g)].map(([, id]) => id)).toEqual([
    'wrong',
    'failovers',
    'protection',
    'outages',
    'sources',
  ]);
  expect(text).toContain('<html lang="en">');
  expect(text).toContain('<title>example.com would fail over</title>');
});

test('every failover has what was measured beside what was promised', () => {
  const words = section(textOf(WELL), 'failovers');
  expect(words).toContain('26 November 2026, 10:00 UTC, drill: 1:00 of 1:30 promised');
  expect(words).toMatch(/drill the health check is inverted, and put back – 0:24 1:00 1:30 ✓ every promise kept/);
});

test('what is wrong comes with the command that mends it, errors first', () => {
  const doctor = doctorRun({}, failedCheck({ severity: 'warning', what: 'nobody is mailed' }), failedCheck());
  const missing = { objects: 2, bytes: 9, examined: 2, statuses: { FAILED: 2 }, examples: [] };
  const parity = parityRun({}, { same: false, missing });
  const words = section(textOf({ ...WELL, doctor: { finished: doctor }, parity: { finished: parity } }), 'wrong');
  expect(words).toMatch(/error the health check is inverted .*error 2 objects are only in .*warning nobody is mailed/);
  expect(words).toContain('To mend it npm run drill -- --restore Found by doctor');
  expect(words).toContain('npm run parity -- --repair --site example.com has it done');
});

test('what the doctor could not ask is told by what came between', () => {
  const denied = { outcome: 'not asked', why: 'no permission', permissions: ['route53:GetHostedZone'] } as const;
  const doctor = doctorRun(
    {},
    { id: 'zone', title: 'the zone is there', ...denied },
    { id: 'alarms', title: 'every alarm is there', ...denied },
  );
  expect(section(textOf({ ...WELL, doctor: { finished: doctor } }), 'wrong')).toContain(
    '2 checks: no permission whether the zone is there ( route53:GetHostedZone ) whether every alarm is there',
  );
});

test('what is missing, unfinished or stale is said with its command', () => {
  const words = section(
    textOf({
      ...NOTHING,
      doctor: { finished: doctorRun({ at: '2026-11-01T10:00:00.000Z' }), unfinished: failedRun('doctor') },
    }),
    'sources',
  );
  expect(words).toContain('npm run doctor 1 November 2026, 10:00 UTC (25 days ago, stale )');
  expect(words).toContain('failed, 26 November 2026, 10:00 UTC (7 hours ago) : no network');
  expect(words).toMatch(/npm run parity never .*npm run drill never .*npm run rehearse never/);
});

test('a file that cannot be read is named', () => {
  const unreadable = [{ file: 'results/example.com/doctor.json', why: 'it is no JSON' }];
  expect(section(textOf({ ...NOTHING, unreadable }), 'wrong')).toContain(
    'warning results/example.com/doctor.json cannot be read, so this page says nothing of it it is no JSON',
  );
});

test.each([
  [
    'website' as const,
    [
      'DNS moves visitors to a second copy',
      'S3 website endpoint of the bucket example.com in us-west-2',
      "primary bucket's own name",
    ],
    /S3 in us-east-2, the primary Region within 90 s .*CloudFront errors /,
  ],
  [
    'https' as const,
    [
      'CloudFront asks the replica when the primary bucket fails, after',
      'HTTPS endpoint in us-west-2',
      "distribution's own name",
      'npm run engage',
    ],
    /S3 in us-east-2, the primary Region served .*CloudFront refused .*within 90 s /,
  ],
])(
  'of the mode %s it says what protects the site, and who notices which outage',
  (secondaryEndpoint, facts, outages) => {
    const text = textOf(WELL, { secondaryEndpoint }).replaceAll('&#39;', "'");
    const words = section(text, 'protection');
    expect(facts.filter((fact) => !words.includes(fact))).toEqual([]);
    expect(words).toContain('a failover takes 90 s at most');
    expect(section(text, 'outages')).toMatch(outages);
  },
);

test('only addresses of the web are links', () => {
  const linked = (address: string) =>
    textOf({ ...WELL, doctor: { finished: doctorRun({}, failedCheck({ page: address })) } });
  expect(linked('https://docs.aws.amazon.com/Route53/')).toContain('<a href="https://docs.aws.amazon.com/Route53/"');
  expect(linked('javascript:alert(1)')).not.toContain('<a ');
});
