import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { DnsServer } from '../../lib/rehearsal/route53/dns-server';
import { network } from '../../lib/operate/network';
import { loopback, webServer } from './loopback';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function web(handler: Parameters<typeof webServer>[0]): Promise<number> {
  const { server, port } = await webServer(handler);
  closing.push(() => server.close());
  return port;
}

test('an address is asked as whoever the URL names, whatever DNS says', async () => {
  const port = await web((request, response) => {
    response.writeHead(200, { server: 'test' }).end(`${request.method} ${request.headers.host} ${request.url}`);
  });
  const { ask } = loopback({ '203.0.113.1:80': port });
  const answer = await ask(new URL('http://example.com/guide/?a=b'), { address: '203.0.113.1' });
  expect({ ...answer, body: answer.body.toString() }).toMatchObject({
    status: 200,
    headers: { server: 'test' },
    body: 'GET example.com /guide/?a=b',
  });
});

test('redirects are answers like others', async () => {
  const port = await web((_, response) => response.writeHead(302, { location: '/guide/' }).end());
  const { ask } = loopback({ '203.0.113.1:80': port });
  expect(await ask(new URL('http://example.com/guide'), { address: '203.0.113.1' })).toMatchObject({
    status: 302,
    headers: { location: '/guide/' },
  });
});

test.each([
  [undefined, 1_048_576],
  [4_000_000, 4_000_000],
])('of a long answer as much is read as is asked for (%s)', async (most, length) => {
  const port = await web((_, response) => response.end(Buffer.alloc(10_000_000)));
  const { ask } = loopback({ '203.0.113.1:80': port });
  const { body } = await ask(new URL('http://example.com/'), { address: '203.0.113.1', most });
  expect(body).toHaveLength(length);
});

test('without an address, one that DNS gives is asked', async () => {
  const port = await web((_, response) => response.end('found'));
  const dns = new DnsServer({
    answer: (name) => ({
      status: 'NOERROR',
      answers: [{ name, type: 'A', ttl: 60, data: '203.0.113.9' }],
      authorities: [],
    }),
  });
  await dns.start();
  closing.push(() => dns.stop());
  const { ask, resolver } = loopback({ dns: dns.port, '203.0.113.9:80': port, '198.51.100.53': dns.port });
  expect((await ask(new URL('http://example.com/'))).body.toString()).toBe('found');
  expect(await resolver(['198.51.100.53']).resolve4('example.com', { ttl: true })).toEqual([
    { address: '203.0.113.9', ttl: 60 },
  ]);
});

test('where nothing listens the error has a code', async () => {
  const { ask } = loopback({});
  await expect(ask(new URL('http://example.com/'), { address: '203.0.113.1' })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('whoever is interrupted hears of it', async () => {
  const silent: Server = createTcpServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  closing.push(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const { ask } = network({ placeOf: () => ({ host: '127.0.0.1', port }) });
  const interruption = new AbortController();
  const answer = ask(new URL('http://example.com/'), { address: '203.0.113.1', signal: interruption.signal });
  setTimeout(() => interruption.abort(), 50);
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});
