import * as fs from 'node:fs';
import * as https from 'node:https';
import { isIPv6, type AddressInfo } from 'node:net';
import * as path from 'node:path';
import type { RequestListener, Server } from 'node:http';
import type { Network } from '../../../../lib/operate/network';
import { DnsServer } from '../../../../lib/rehearsal/route53/dns-server';
import { loopback, webServer } from '../../loopback';

/** Certificate and key of example.com and its www, trusted by nobody but these tests. */
const PEM = fs.readFileSync(path.join(__dirname, 'example-com.pem'), 'utf8');

export interface Internet {
  /** Addresses by names, by the address of the name server; `dns` for the machine's own. */
  readonly dns: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** By address and port: `198.51.100.1:443`. */
  readonly web: Readonly<Record<string, RequestListener>>;
}

/** Servers on free ports of 127.0.0.1 in place of the internet, for as long as `use` takes. */
export async function withInternet<T>({ dns, web }: Internet, use: (network: Network) => Promise<T>): Promise<T> {
  const places: Record<string, number> = {};
  const stops: (() => Promise<unknown>)[] = [];
  try {
    for (const [server, names] of Object.entries(dns)) {
      const running = new DnsServer(zoneOf(names));
      await running.start();
      stops.push(() => running.stop());
      places[`${server}:53`] = running.port;
    }
    for (const [place, handler] of Object.entries(web)) {
      const { server, port } = place.endsWith(':443') ? await tlsServer(handler) : await webServer(handler);
      stops.push(() => new Promise((resolve) => server.close(resolve)));
      places[place] = port;
    }
    return await use(loopback(places, PEM));
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

function zoneOf(names: Readonly<Record<string, readonly string[]>>): ConstructorParameters<typeof DnsServer>[0] {
  return {
    answer(name: string, asked: string) {
      const type = asked === 'AAAA' ? 'AAAA' : 'A';
      const all = names[name.toLowerCase()];
      const addresses = all?.filter((address) => isIPv6(address) === (type === 'AAAA'));
      return {
        status: addresses ? 'NOERROR' : 'NXDOMAIN',
        answers: (addresses ?? []).map((data) => ({ type, name, ttl: 60, class: 'IN', data })),
        authorities: [],
      };
    },
  };
}

async function tlsServer(handler: RequestListener): Promise<{ server: Server | https.Server; port: number }> {
  const server = https.createServer({ cert: PEM, key: PEM }, handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}
