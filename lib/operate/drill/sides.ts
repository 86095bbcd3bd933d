import type { Side } from '../../timeline/timeline';
import type { Network } from '../network';
import { sideOf } from '../side-of';

/** Tells the addresses of the primary from those of the secondary: each is asked once, over HTTP. */
export class Sides {
  private readonly known = new Map<string, Promise<Side | undefined>>();

  /** @param host of the site */
  constructor(
    private readonly network: Network,
    private readonly host: string,
  ) {}

  /** Undefined when nobody answers there, or somebody unknown: they are asked again the next time. */
  async of(address: string): Promise<Side | undefined> {
    const asked = this.known.get(address) ?? this.ask(address);
    this.known.set(address, asked);
    const side = await asked;
    if (side === undefined) {
      this.known.delete(address);
    }
    return side;
  }

  /** Of an answer of DNS; undefined when nobody can tell at the moment. */
  async ofAll(addresses: readonly string[]): Promise<Side | 'nothing' | undefined> {
    const [first] = addresses;
    return first === undefined ? 'nothing' : this.of(first);
  }

  private async ask(address: string): Promise<Side | undefined> {
    const answer = await this.network
      .ask(new URL(`http://${this.host}/`), { method: 'HEAD', address })
      .catch(() => undefined);
    return answer && sideOf(answer);
  }
}
