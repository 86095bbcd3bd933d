import { picture } from '../../lib/timeline/picture';
import type { Rehearsal } from '../../lib/timeline/timeline';
import { bothLost, failover, wrongPath } from './rehearsals';

const all = picture([failover(), wrongPath(), bothLost()]);

const ATTRIBUTE = /\s+[\w:-]+="[^"<]*"/g;
const TOKEN = /<!\[CDATA\[.*?\]\]>|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gsy;

/** What is wrong with a document as XML; nothing where it is well-formed. */
function problemsOf(xml: string): string[] {
  const open: string[] = [];
  const problems: string[] = [];
  let end = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const [token, close, name, attributes = '', empty] = match;
    end = match.index + token.length;
    const names = [...attributes.matchAll(ATTRIBUTE)].map(([attribute]) => attribute.trim().split('=')[0]);
    if (new Set(names).size < names.length) {
      problems.push(`an attribute twice: ${token}`);
    }
    if (!token.startsWith('<![') && /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(token)) {
      problems.push(`a bare ampersand: ${token}`);
    }
    if (name !== undefined && close === '/' && open.pop() !== name) {
      problems.push(`closed but not open: ${token}`);
    } else if (name !== undefined && close === '' && empty === '') {
      open.push(name);
    }
  }
  return [...problems, ...open, ...(end < xml.length ? [`not XML: ${xml.slice(end, end + 40)}`] : [])];
}

/** The words of a picture, as they are shown. */
function words(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

/** A picture of one rehearsal with other facts. */
function changed(timeline: Partial<Rehearsal['timeline']>): string {
  const rehearsal = failover();
  return picture([{ ...rehearsal, timeline: { ...rehearsal.timeline, ...timeline } }]);
}

test('the picture is well-formed XML, without numbers that are none', () => {
  expect(problemsOf(all)).toEqual([]);
  expect(all).not.toMatch(/NaN|undefined|Infinity|null/);
});

test('the picture needs nothing from elsewhere and runs nothing', () => {
  expect(all).not.toMatch(/<script|@import|@font-face|<image|href=|url\((?!#)/);
});

test.each([
  'outage',
  'health check',
  'DNS, example.com',
  'visitor, HTTP',
  'visitor, HTTPS',
  'visitor, prefers IPv6',
  '18 %',
  'outage, 1:00 to 4:00',
])('the picture of one rehearsal has %s', (lane) => {
  expect(words(picture([failover()]))).toContain(lane);
});

test.each([
  'healthy',
  'unhealthy',
  'PRIMARY',
  'SECONDARY',
  'served by primary',
  'served by secondary',
  'failed: 503',
  'failed: 503, ECONNREFUSED',
])('a block says in words: %s', (text) => {
  expect(words(all)).toContain(text);
});

test('what does not fit into a block is not written into it', () => {
  const { visitors } = failover().timeline;
  const [visitor] = visitors;
  const requests = visitor?.requests.map((request) => ({
    ...request,
    ok: request.at !== 60_000,
    what: 'EHOSTUNREACH',
  }));
  const shown = words(changed({ visitors: [{ name: 'HTTP', requests: requests ?? [] }] }));
  expect(shown.filter((text) => text.includes('EHOSTUNREACH') || text === 'failed')).toEqual([]);
});

test('promised moments have the numbers of their figures, together where they are close', () => {
  expect(words(picture([failover()]))).toEqual(expect.arrayContaining(['2, 3', '4, 6', '9', '7, 8', '10']));
});

test('figures stand below, with what was promised and what came of it', () => {
  expect(words(all)).toEqual(
    expect.arrayContaining([
      '2  noticed: 0:28 (promised: 0:30), kept',
      '1  served by the primary before, broken; the health check finds the',
      '4  noticed: 0:31 (promised: 0:30), broken',
    ]),
  );
});

test('a screen reader hears what the picture shows', () => {
  expect(all).toContain('role="img" aria-labelledby="title desc"');
  expect(all).toContain('<title id="title">Rehearsal of example.com</title>');
  expect(all).toMatch(/<desc id="desc">[^<]*noticed 0:28 after the outage began;[^<]*1 promise broken/);
});

test('every colour that does not suit the dark has another there', () => {
  expect(all).toContain('@media (prefers-color-scheme:dark){');
  expect(all).toContain('[fill="#1c2128"]{fill:#e8ecf1}');
  expect(all).toMatch(/<text [^>]*fill="#1c2128"/);
});

test('names are written as they are, whatever they have in them', () => {
  const svg = changed({ title: 'a < b & "c"', site: 'a&b', visitors: [{ name: '<script>', requests: [] }] });
  expect(problemsOf(svg)).toEqual([]);
  expect(svg).toContain('Rehearsal of a&amp;b</title>');
});

test.each<[string, Partial<Rehearsal['timeline']>]>([
  ['nobody visits', { visitors: [] }],
  ['a visitor asks for nothing', { visitors: [{ name: 'HTTP', requests: [] }] }],
  ['there are no checkers', { health: [{ at: 0, healthy: true, healthyCheckers: 0, checkers: 0 }] }],
  ['nothing is known of health and answers', { health: [], answers: [] }],
  ['the outage is at no time', { outage: { from: 0, until: 0 } }],
])('the picture holds when %s', (_, timeline) => {
  const svg = changed(timeline);
  expect(problemsOf(svg)).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
