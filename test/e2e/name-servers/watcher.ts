import * as dns from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two questions. */
const PAUSE = 20;

export interface Move {
  /** Seconds of `performance.now`. */
  readonly at: number;
  readonly address: string;
}

export function seconds(): number {
  return performance.now() / 1000;
}

/** Node's resolver, asking a name server on 127.0.0.1. */
export function resolver(port: number): dns.promises.Resolver {
  const asking = new dns.promises.Resolver({ timeout: 2000, tries: 2 });
  asking.setServers([`127.0.0.1:${port}`]);
  return asking;
}

/** Asks a name server for an address again and again, and keeps when the answer was another. */
export class Watcher {
  readonly moves: Move[] = [];
  private readonly stopped = new AbortController();
  private readonly watching: Promise<void>;

  constructor(port: number, name: string) {
    this.watching = this.watch(port, name);
    // whoever waits for a move hears of it
    this.watching.catch(() => undefined);
  }

  /** @throws Error when the answer is not this one in time, or the server gives none */
  async until(address: string, limit: number): Promise<void> {
    const end = seconds() + limit;
    while (this.moves.at(-1)?.address !== address) {
      if (seconds() > end) {
        throw new Error(`no answer ${address} within ${limit} s, but ${JSON.stringify(this.moves)}`);
      }
      await Promise.race([sleep(PAUSE), this.watching]);
    }
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.watching.catch(() => undefined);
  }

  private async watch(port: number, name: string): Promise<void> {
    while (!this.stopped.signal.aborted) {
      // a new one each time, so that none keeps an answer
      const [address = 'nothing'] = await resolver(port).resolve4(name);
      if (address !== this.moves.at(-1)?.address) {
        this.moves.push({ at: seconds(), address });
      }
      await sleep(PAUSE);
    }
  }
}
