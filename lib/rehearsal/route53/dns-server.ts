import * as dgram from 'node:dgram';
import * as net from 'node:net';
import { promisify } from 'node:util';
import { respond } from './dns-message';
import type { Zone } from './zone';

/** Attempts to find a port that is free for both protocols. */
const ATTEMPTS = 10;

/** Milliseconds by the wall's clock after which a quiet connection is closed. */
const IDLE = 10_000;

/** An authoritative name server on UDP and TCP of one port of 127.0.0.1, which keeps it when it is lost and comes back. */
export class DnsServer {
  private knownPort = 0;
  private udp?: dgram.Socket;
  private tcp?: net.Server;
  private readonly connections = new Set<net.Socket>();

  constructor(private readonly zone: Pick<Zone, 'answer'>) {}

  get port(): number {
    return this.knownPort;
  }

  async start(): Promise<void> {
    const isChosen = this.knownPort !== 0;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.listen();
        return;
      } catch (error) {
        await this.stop();
        if (isChosen || attempt === ATTEMPTS) {
          throw error;
        }
        this.knownPort = 0;
      }
    }
  }

  async stop(): Promise<void> {
    const { udp, tcp } = this;
    this.udp = undefined;
    this.tcp = undefined;
    this.connections.forEach((connection) => connection.destroy());
    await Promise.all([
      tcp?.listening && promisify(tcp.close.bind(tcp))(),
      udp && new Promise<void>((resolve) => udp.close(resolve)),
    ]);
  }

  private async listen(): Promise<void> {
    const tcp = net.createServer((connection) => this.serve(connection));
    this.tcp = tcp;
    await new Promise<void>((resolve, reject) => {
      tcp.on('error', reject).listen(this.knownPort, '127.0.0.1', resolve);
    });
    this.knownPort = (tcp.address() as net.AddressInfo).port;
    const udp = dgram.createSocket('udp4');
    this.udp = udp;
    udp.on('message', (message, { port, address }) => {
      const answer = respond(message, this.zone, 'udp');
      if (answer) {
        udp.send(answer, port, address);
      }
    });
    await new Promise<void>((resolve, reject) => {
      udp.on('error', reject).bind(this.knownPort, '127.0.0.1', resolve);
    });
  }

  /** Messages over TCP have their length before them; several may come over one connection, and in any pieces. */
  private serve(connection: net.Socket): void {
    let received = Buffer.alloc(0);
    this.connections.add(connection);
    connection.on('close', () => this.connections.delete(connection));
    connection.on('error', () => connection.destroy());
    connection.setTimeout(IDLE, () => connection.destroy());
    connection.on('data', (part) => {
      received = Buffer.concat([received, part]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const answer = respond(received.subarray(2, end), this.zone, 'tcp');
        received = received.subarray(end);
        if (answer) {
          const length = Buffer.alloc(2);
          length.writeUInt16BE(answer.length);
          connection.write(Buffer.concat([length, answer]));
        }
      }
    });
  }
}
