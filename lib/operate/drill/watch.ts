import { setMaxListeners } from 'node:events';
import type { Answer, Health, Side } from '../../timeline/timeline';
import type { Clock } from '../clock';
import type { FailoverPair } from '../failover-pair';
import type { Network } from '../network';
import type { Lever, LeverState } from './lever';
import { askNameServer, type NameServer } from './name-servers';
import { Sides } from './sides';
import { Visitor } from './visitor';
import type { DrillVisitorKind, Family } from './visitor-kinds';

/** Milliseconds from one question to the next: to a name server, for the page, to Route 53. */
const BETWEEN_ANSWERS = 1_500;
const BETWEEN_REQUESTS = 2_000;
/** Accounts have ten requests a second in all, and deployments want some of them. */
const BETWEEN_STATUSES = 5_000;
/** From one look at all of it to the next. */
const BETWEEN_LOOKS = 500;

export interface WatchSettings {
  readonly network: Network;
  readonly clock: Clock;
  /** Name of the site. */
  readonly host: string;
  readonly lever: Pick<Lever, 'kind' | 'read'>;
  readonly pair: Pick<FailoverPair, 'primary' | 'secondary'>;
  readonly servers: readonly NameServer[];
  /** Of records that each is asked for. */
  readonly families: readonly Family[];
  /** Of visitors. */
  readonly kinds: readonly DrillVisitorKind[];
  readonly secondarySpeaksHttps: boolean;
  readonly isOnIpv6: boolean;
  /** Told what changes. */
  readonly tell: (text: string) => void;
}

/** Writes down what Route 53 makes of the health check, what each name server answers, and what visitors get. */
export class Watch {
  readonly health: Health[] = [];
  /** Whether the lever held visitors at the secondary, each time that it was seen. */
  private readonly moves: boolean[] = [];
  readonly answers: Answer[] = [];
  readonly visitors: readonly Visitor[];
  /** By the clock. */
  readonly start: number;
  private readonly sides: Sides;

  constructor(private readonly props: WatchSettings) {
    const { clock, kinds } = props;
    this.start = clock.now;
    this.sides = new Sides(props);
    this.visitors = kinds.map((kind) => new Visitor({ ...props, kind, sides: this.sides }));
  }

  /** Milliseconds since it began. */
  get now(): number {
    return this.props.clock.now - this.start;
  }

  /** The longest that an answer which led to each side was to be kept, in milliseconds. */
  get ttls(): Readonly<Record<Side, number>> {
    const longest = (side: Side) => Math.max(...this.visitors.map(({ ttls }) => ttls[side]));
    return { PRIMARY: longest('PRIMARY'), SECONDARY: longest('SECONDARY') };
  }

  /** Whether somebody put the lever back, as by --restore on another machine. One answer may be older than the one before: it takes two. */
  get isTakenBack(): boolean {
    return this.moves.slice(-2).every((isMoved) => !isMoved) && this.moves.slice(0, -2).includes(true);
  }

  /** Asks until the signal is aborted; then nothing is left that asks. */
  async run(signal: AbortSignal): Promise<void> {
    // each of them waits for it
    setMaxListeners(0, signal);
    const { servers, families } = this.props;
    const questions = servers.flatMap((server) => families.map((family) => ({ server, family })));
    await Promise.all([
      this.again(BETWEEN_STATUSES, signal, () => this.noteHealth()),
      ...questions.map(({ server, family }) =>
        this.again(BETWEEN_ANSWERS, signal, () => this.noteAnswer(server, family)),
      ),
      ...this.visitors.map((visitor) => this.again(BETWEEN_REQUESTS, signal, () => visitor.visit(this.now))),
    ]);
  }

  /** Whether every name server answers with a side of the pair, and every visitor has come there. */
  isAt(side: Side): boolean {
    const { servers, families, secondarySpeaksHttps } = this.props;
    const refused = side === 'PRIMARY' ? undefined : secondarySpeaksHttps ? 'http' : 'https';
    return (
      servers.every(({ name }) => families.every((family) => this.answerOf(titleOf(name, family)) === side)) &&
      this.visitors.every((visitor) => visitor.isAt(side, refused))
    );
  }

  /**
   * Waits until something is so; false when it is not in time.
   *
   * @throws whatever the signal was aborted with
   */
  async until(isSo: () => boolean, limit: number, signal: AbortSignal): Promise<boolean> {
    const end = this.now + limit;
    while (!isSo()) {
      if (this.now >= end) {
        return false;
      }
      await this.props.clock.sleep(BETWEEN_LOOKS, signal);
    }
    return true;
  }

  private answerOf(server: string): Answer['to'] | undefined {
    return this.answers.findLast(({ name }) => name === server)?.to;
  }

  private async again(pause: number, signal: AbortSignal, ask: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await ask();
      await this.props.clock.sleep(pause, signal).catch(() => undefined);
    }
  }

  private async noteHealth(): Promise<void> {
    const at = this.now;
    // what cannot be asked now is asked again: the drill goes by DNS and visitors
    const { health, isMoved } = await this.props.lever.read().catch((): LeverState => ({}));
    if (health) {
      this.health.push({ at, ...health });
    }
    if (isMoved !== undefined) {
      this.moves.push(isMoved);
    }
  }

  private async noteAnswer(server: NameServer, family: Family): Promise<void> {
    const { network, host, tell } = this.props;
    const name = titleOf(server.name, family);
    const before = this.answerOf(name);
    const answer = await askNameServer(network, server, host, family).then(
      ({ addresses }) => this.sides.ofAll(addresses),
      () => undefined,
    );
    // a question that is lost says nothing about what the name server answers
    const to = answer ?? before ?? 'nothing';
    if (before !== to) {
      this.answers.push({ at: this.now, name, to });
      if (before !== undefined) {
        tell(`${name} answers ${to === 'nothing' ? 'with nothing that serves the site' : to}`);
      }
    }
  }
}

/** How the answers of a name server are called. */
function titleOf(server: string, family: Family): string {
  return family === 'A' ? server : `${server} (${family})`;
}
