import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { network, type Network, type Place } from '../../lib/operate/network';

/**
 * A network in which addresses and ports of the internet are places on this machine: `198.51.100.1:80`, or `dns` for the
 * machine's own name server. What is not listed refuses connections.
 */
export function loopback(places: Readonly<Record<string, number>>, authority?: string): Network {
  const placeOf = (address: string, port: number): Place => ({
    host: '127.0.0.1',
    // 9 is the discard protocol, which nobody serves
    port: places[`${address}:${port}`] ?? places[address] ?? 9,
  });
  return network({ placeOf, authority });
}

/** A web server on a free port of this machine, until it is closed. */
export async function webServer(handler: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** No test asks the internet by mistake. */
export const NOWHERE: Network = {
  resolver() {
    throw new Error('this test asks no DNS');
  },
  query() {
    throw new Error('this test asks no name server');
  },
  ask() {
    return Promise.reject(new Error('this test asks no web server'));
  },
};
