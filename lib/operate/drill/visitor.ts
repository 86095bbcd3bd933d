import type { Side, Visitor as Visits, VisitorRequest } from '../../timeline/timeline';
import type { Clock } from '../clock';
import type { Answer, Network } from '../network';
import { askNameServer, type Addresses, type NameServer } from './name-servers';
import { sideOf } from '../side-of';
import type { Sides } from './sides';
import type { DrillVisitorKind, Family } from './visitor-kinds';

export interface VisitorSettings {
  readonly kind: DrillVisitorKind;
  /** Of the site. */
  readonly host: string;
  readonly network: Network;
  /** Asked one after the other, as resolvers do. */
  readonly servers: readonly NameServer[];
  readonly sides: Sides;
  readonly clock: Clock;
}

interface Kept extends Addresses {
  readonly until: number;
}

/** Somebody who asks for the home page, with a resolver of their own that keeps answers for their TTL. */
export class Visitor implements Visits {
  readonly requests: VisitorRequest[] = [];
  /** Where their answer of DNS leads at the moment. */
  side: Side | 'nothing' = 'nothing';
  /** The longest that an answer of DNS which led to each side was to be kept, in milliseconds. */
  readonly ttls: Record<Side, number> = { PRIMARY: 0, SECONDARY: 0 };
  private readonly kept = new Map<string, Kept>();
  private questions = 0;

  constructor(private readonly props: VisitorSettings) {}

  get name(): string {
    return this.props.kind.name;
  }

  get scheme(): DrillVisitorKind['scheme'] {
    return this.props.kind.scheme;
  }

  /** Whether the last answer of DNS led to a side, and that side served them, unless it serves nobody of their scheme. */
  isAt(side: Side, refused?: DrillVisitorKind['scheme']): boolean {
    const last = this.requests.at(-1);
    return this.side === side && (this.scheme === refused || (last?.ok === true && last.by === side));
  }

  /** Asks for the page once, at a moment of the timeline. */
  async visit(at: number): Promise<void> {
    this.requests.push({ at, ...(await this.request()) });
  }

  private async request(): Promise<Omit<VisitorRequest, 'at'>> {
    const { kind, host, network, sides } = this.props;
    let by: Side | 'nothing' = 'nothing';
    try {
      const { address, ttl } = await this.address();
      by = await sides.of(address).then((side) => side ?? 'nothing');
      this.side = by;
      if (by !== 'nothing') {
        this.ttls[by] = Math.max(this.ttls[by], ttl);
      }
      const answer = await network.ask(new URL(`${kind.scheme}://${host}/`), { address });
      by = sideOf(answer) ?? by;
      return { ok: isServed(answer, host), ...(by === 'nothing' ? {} : { by }), what: String(answer.status) };
    } catch (error) {
      const what = (error as NodeJS.ErrnoException).code ?? String(error);
      return { ok: false, ...(by === 'nothing' ? {} : { by }), what };
    }
  }

  private async address(): Promise<{ address: string; ttl: number }> {
    for (const kind of this.props.kind.families) {
      const {
        addresses: [address],
        ttl,
      } = await this.resolve(kind);
      if (address !== undefined) {
        return { address, ttl };
      }
    }
    throw Object.assign(new Error(`${this.props.host} has no address`), { code: 'ENOTFOUND' });
  }

  private async resolve(kind: Family): Promise<Kept> {
    const { clock } = this.props;
    const kept = this.kept.get(kind);
    if (kept && clock.now < kept.until) {
      return kept;
    }
    const found = await this.ask(kind);
    const answer = { ...found, until: clock.now + found.ttl };
    this.kept.set(kind, answer);
    return answer;
  }

  /** A name server that gives no answer is passed over. */
  private async ask(kind: Family): Promise<Addresses> {
    const { servers, network, host } = this.props;
    for (let failures = 0; ; failures++) {
      const server = servers[this.questions++ % servers.length];
      try {
        if (server) {
          return await askNameServer(network, server, host, kind);
        }
      } catch (error) {
        if (failures >= servers.length - 1) {
          throw error;
        }
      }
    }
  }
}

/** With the page, or sent to it over HTTPS. */
function isServed({ status, headers }: Answer, host: string): boolean {
  return status === 200 || (status >= 300 && status < 400 && headers.location === `https://${host}/`);
}
