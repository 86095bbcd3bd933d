import { isIPv6 } from 'node:net';
import type { Side } from '../../timeline/timeline';
import type { FailoverPair } from '../failover-pair';
import type { Network } from '../network';
import { sideOf } from '../side-of';

export interface SidesSettings {
  readonly network: Network;
  /** Of the site. */
  readonly host: string;
  readonly secondarySpeaksHttps: boolean;
  /** Where the records lead to, for addresses that cannot be asked. @default - those stay unknown */
  readonly pair?: Pick<FailoverPair, 'primary' | 'secondary'>;
  /** Whether IPv6 addresses can be asked. @default true */
  readonly isOnIpv6?: boolean;
}

/** Tells the addresses of the primary from those of the secondary: each is asked once, in a protocol that both speak. */
export class Sides {
  private readonly known = new Map<string, Promise<Side | undefined>>();

  constructor(private readonly props: SidesSettings) {}

  /** Undefined when nobody answers there, or somebody unknown: they are asked again the next time. */
  async of(address: string): Promise<Side | undefined> {
    const asked = this.known.get(address) ?? this.find(address);
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

  private async find(address: string): Promise<Side | undefined> {
    const { isOnIpv6 = true } = this.props;
    return isIPv6(address) && !isOnIpv6 ? this.likely(address) : this.ask(address);
  }

  private async ask(address: string): Promise<Side | undefined> {
    const { network, host, secondarySpeaksHttps } = this.props;
    const url = new URL(`${secondarySpeaksHttps ? 'https' : 'http'}://${host}/`);
    const answer = await network.ask(url, { method: 'HEAD', address }).catch(() => undefined);
    return answer && sideOf(answer);
  }

  /** By the addresses of the hosts that the records lead to: the same one, else in the same /32, which is one service's. */
  private async likely(address: string): Promise<Side | undefined> {
    const { network, pair } = this.props;
    if (!pair) {
      return undefined;
    }
    const addressesOf = async (name: string) =>
      network
        .resolver()
        .resolve6(name)
        .catch((): string[] => []);
    const [ours, theirs] = await Promise.all([addressesOf(pair.primary), addressesOf(pair.secondary)]);
    const same = [(one: string) => one === address, (one: string) => block(one) === block(address)];
    const tell = same.find((isSame) => ours.some(isSame) !== theirs.some(isSame));
    return tell && (ours.some(tell) ? 'PRIMARY' : 'SECONDARY');
  }
}

/** The first 32 bits of an IPv6 address. */
function block(address: string): string {
  return address.toLowerCase().split(':').slice(0, 2).join(':');
}
