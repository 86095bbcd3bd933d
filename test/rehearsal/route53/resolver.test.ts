import { Clock } from '../../../lib/rehearsal/clock';
import { DnsServer } from '../../../lib/rehearsal/route53/dns-server';
import { Resolver } from '../../../lib/rehearsal/route53/resolver';
import { changed, zoneOf } from './example';

let isHealthy = true;
const zone = zoneOf(changed(), () => isHealthy);
const answer = jest.spyOn(zone, 'answer');
const server = new DnsServer(zone);

beforeEach(async () => {
  isHealthy = true;
  answer.mockClear();
  await server.start();
});
afterEach(() => server.stop());

test('keeps an answer for its TTL, and not longer', async () => {
  const clock = new Clock(200);
  const resolver = new Resolver(server.port, clock);
  await expect(resolver.resolve4('example.com')).resolves.toEqual(['192.0.2.1']);
  isHealthy = false;
  await clock.sleep(30_000);
  await expect(resolver.resolve4('example.com')).resolves.toEqual(['192.0.2.1']);
  expect(answer).toHaveBeenCalledTimes(1);
  await clock.sleep(31_000);
  await expect(resolver.resolve4('example.com')).resolves.toEqual(['192.0.2.2']);
  expect(answer).toHaveBeenCalledTimes(2);
});

test('has no IPv6 addresses of a name with others', async () => {
  await expect(new Resolver(server.port, new Clock(200)).resolve6('example.com')).resolves.toEqual([]);
});

test.each([
  ['there is no such name', 'mail.example.com', 'ENOTFOUND'],
  ['the server is for others', 'example.org', 'EREFUSED'],
])('throws when %s', async (_, name, code) => {
  await expect(new Resolver(server.port, new Clock(200)).resolve4(name)).rejects.toMatchObject({ code });
});

test('throws when the server is lost, once what it said is too old', async () => {
  const clock = new Clock(1000);
  const resolver = new Resolver(server.port, clock);
  await resolver.resolve4('example.com');
  await server.stop();
  await clock.sleep(61_000);
  await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
