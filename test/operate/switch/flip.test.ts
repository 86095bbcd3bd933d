import { SWITCH_KEY } from '../../../lib/config/names';
import { Aws } from '../../../lib/operate/aws';
import { engage, release } from '../../../lib/operate/switch/flip';
import { written } from '../../../lib/operate/switch/mark';
import { environmentFor } from '../parity/compare';
import { SITE, SwitchServer } from './switch-server';

const BY = 'ops@laptop';
const SINCE = new Date('2026-11-25T12:00:00.000Z');
const OPERATOR = written({ id: 'one', kind: 'operator', by: 'eve@desk', since: SINCE });
const DRILL = written({ id: 'two', kind: 'drill', by: 'bob@desk', since: SINCE });

let server: SwitchServer;
const environment = { ...process.env };

beforeEach(async () => {
  server = await SwitchServer.start();
  Object.assign(process.env, environmentFor(server.url));
});

afterEach(async () => {
  process.env = { ...environment };
  await server.close();
});

test('engaging puts the object there, says by whom, and that nothing was there before', async () => {
  const report = await engage(new Aws(), SITE, BY);
  expect(report).toMatchObject({ before: { engaged: false }, now: { engaged: true, by: BY, kind: 'operator' } });
  expect(report).toMatchObject({ version: 1, site: 'example.com', action: 'engage', changed: true });
  expect(JSON.parse(server.body ?? '')).toMatchObject({ version: 1, kind: 'operator', by: BY });
});

test('it says how long DNS takes, by the settings of the health check', async () => {
  // 10 s × 3, and a TTL of 60 s
  expect(await engage(new Aws(), SITE, BY)).toMatchObject({ movesWithinSeconds: 90 });
});

test('engaging again leaves it as it is, and says whose it is', async () => {
  server.put(OPERATOR);
  const report = await engage(new Aws(), SITE, BY);
  expect(report).toMatchObject({ changed: false, now: { engaged: true, by: 'eve@desk' } });
  expect(server.versions).toHaveLength(1);
});

test('an object that somebody put there by hand is an engaged switch', async () => {
  server.put('keep them there');
  expect(await engage(new Aws(), SITE, BY)).toMatchObject({
    changed: false,
    now: { engaged: true, since: '2026-11-25T11:00:00.000Z' },
  });
});

test('engaging over a drill takes the switch over, so that the end of the drill does not release it', async () => {
  server.put(DRILL);
  const report = await engage(new Aws(), SITE, BY);
  expect(report).toMatchObject({ changed: true, before: { kind: 'drill' }, now: { kind: 'operator', by: BY } });
});

test.each([
  ['an operator', OPERATOR, { kind: 'operator', by: 'eve@desk' }],
  ['a drill', DRILL, { kind: 'drill', by: 'bob@desk' }],
  ['somebody by hand', '', {}],
])('releasing takes back what %s has engaged: the object is hidden, its version kept', async (_, body, before) => {
  server.put(body);
  expect(await release(new Aws(), SITE)).toMatchObject({ changed: true, before, now: { engaged: false } });
  expect(server.versions).toEqual([{ body, id: 'v0' }, { id: 'v1' }]);
});

test('releasing again changes nothing', async () => {
  expect(await release(new Aws(), SITE)).toMatchObject({ changed: false, now: { engaged: false } });
  expect(server.versions).toEqual([]);
});

test.each([
  ['engaging', () => engage(new Aws(), SITE, BY), true],
  ['releasing', () => release(new Aws(), SITE), false],
])('an answer that is lost changes nothing in the outcome of %s', async (_, flip, isEngaged) => {
  if (!isEngaged) {
    server.put(OPERATOR);
  }
  let lost = 1;
  server.mishap = ({ method }) => (method !== 'GET' && lost-- > 0 ? 'lost' : undefined);
  expect(await flip()).toMatchObject({ now: { engaged: isEngaged } });
});

test('of two who engage at once the second sees whose it is', async () => {
  let late = 1;
  server.others = () => server.put(OPERATOR);
  server.mishap = ({ method }) => (method === 'PUT' && late-- > 0 ? 'late' : undefined);
  expect(await engage(new Aws(), SITE, BY)).toMatchObject({ changed: true, now: { by: 'eve@desk' } });
  expect(server.versions).toHaveLength(1);
});

test('what somebody engages while it is released is not removed unseen', async () => {
  server.put(DRILL);
  let late = 1;
  server.others = () => server.put(OPERATOR);
  server.mishap = ({ method }) => (method === 'DELETE' && late-- > 0 ? 'late' : undefined);
  expect(await release(new Aws(), SITE)).toMatchObject({ now: { engaged: false } });
  // the first DELETE was refused, for it was another object by then
  expect(server.asked.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET', 'DELETE', 'GET']);
});

test('who changes it again and again is told of, not outrun for ever', async () => {
  server.others = () => server.put(DRILL.replace('two', String(server.versions.length)));
  server.mishap = ({ method }) => (method === 'DELETE' ? 'late' : undefined);
  server.put(DRILL);
  await expect(release(new Aws(), SITE)).rejects.toThrow(
    'the switch must stay as it is while it is changed, got: others who change it too; look, then release again',
  );
});

test.each([
  [404, 'NoSuchBucket', 'must be there, got: no such bucket; deploy the site first'],
  [
    403,
    'AccessDenied',
    `must be of the account 123456789012, and s3:GetObject on arn:aws:s3:::example.com/${SWITCH_KEY}`,
  ],
])('what S3 refuses is said with what to do: %i %s', async (status, code, says) => {
  server.mishap = () => ({ status, code });
  await expect(engage(new Aws(), SITE, BY)).rejects.toThrow(says);
});

test('a bucket of another account is not taken for the own', async () => {
  await expect(engage(new Aws(), { ...SITE, account: '999999999999' }, BY)).rejects.toThrow(
    'must be of the account 999999999999',
  );
});
