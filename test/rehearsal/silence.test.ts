import { Clock } from '../../lib/rehearsal/clock';
import { ask } from '../../lib/rehearsal/http/ask';
import type { Caller, Request } from '../../lib/rehearsal/http/exchange';
import { Listener } from '../../lib/rehearsal/http/listener';
import { ListenerGroup } from '../../lib/rehearsal/http/listener-group';

const SPEED = 100;
const PATIENCE = { connect: 1_000, response: 2_000 };

const clock = new Clock(SPEED);
const listener = new Listener(() => ({ status: 200, headers: {}, body: Buffer.from('here') }));
const service = new ListenerGroup([listener]);

beforeEach(() => service.start());
afterEach(async () => {
  await service.lose(undefined);
  await service.stop();
});

const request = (caller: Partial<Caller> = {}): Request => ({
  method: 'GET',
  host: 'example.com',
  path: '/',
  headers: {},
  caller: { sourceIp: '198.51.100.1', secure: true, ...caller },
});

test('whoever asks a silent service waits as long as they are patient, in rehearsed time', async () => {
  await service.lose('silent');
  const wait = { milliseconds: 0 };
  const [start, began] = [clock.now, performance.now()];
  const asked = clock.standingStill(() => ask(listener, request({ wait }), PATIENCE, clock));
  await expect(asked).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(wait.milliseconds).toBe(2_000);
  expect(clock.now - start).toBeGreaterThanOrEqual(2_000);
  // not as long as the clock stands still for an answer of this machine
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('a service that refuses connections costs no time, and both are over when it is back', async () => {
  const wait = { milliseconds: 0 };
  await service.lose('refused');
  await expect(ask(listener, request({ wait }), PATIENCE, clock)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await service.lose('silent');
  await service.lose(undefined);
  const { body } = await ask(listener, request({ wait }), PATIENCE, clock);
  expect([String(body), wait.milliseconds]).toEqual(['here', 0]);
});

test('a service that is restored while it is stopped stays stopped', async () => {
  await service.lose('refused');
  await service.stop();
  await service.lose(undefined);
  await expect(ask(listener, request(), PATIENCE, clock)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('the clock goes on for who waits for silence, but not while others wait for this machine', async () => {
  const still = new Clock(SPEED);
  const busy = new AbortController();
  const other = still.standingStill(
    () => new Promise<void>((done) => busy.signal.addEventListener('abort', () => done())),
  );
  const waiting = still.standingStill(() => still.pass(1_000));
  const start = still.now;
  await new Promise((done) => setTimeout(done, 50));
  expect(still.now).toBe(start);
  busy.abort();
  await Promise.all([other, waiting]);
  expect(still.now - start).toBeGreaterThanOrEqual(1_000);
});

test('an answer that comes while this machine is stopped is no late one', async () => {
  const impatient = new Clock(SPEED, 300);
  const answered = ask(listener, request(), PATIENCE, impatient);
  await new Promise((done) => setTimeout(done, 0));
  const end = performance.now() + 600;
  while (performance.now() < end);
  expect(String((await answered).body)).toBe('here');
});

test('an answer that does not come in time is late', async () => {
  const stuck = new Listener(() => new Promise<never>(() => undefined));
  const hung = new ListenerGroup([stuck]);
  await hung.start();
  const asked = ask(stuck, request(), PATIENCE, new Clock(SPEED, 300));
  await expect(asked).rejects.toMatchObject({ code: 'ETIMEDOUT', message: 'no answer in time' });
  await hung.stop();
});
