import { setMaxListeners } from 'node:events';
import { VISITOR_KINDS } from '../../timeline/visitor-kinds';
import type { Answer, Health, Side } from '../../timeline/timeline';
import type { Aws } from '../aws';
import type { Clock } from '../clock';
import type { Network } from '../network';
import { readHealth } from './health';
import { askNameServer, type NameServer } from './name-servers';
import { Sides } from './sides';
import { Visitor } from './visitor';

/** Milliseconds from one question to the next: to a name server, for the page, to Route 53. */
const BETWEEN_ANSWERS = 1_500;
const BETWEEN_REQUESTS = 2_000;
/** Accounts have ten requests a second in all, and deployments want some of them. */
const BETWEEN_STATUSES = 5_000;
/** From one look at all of it to the next. */
const BETWEEN_LOOKS = 500;

export interface WatchSettings {
  readonly aws: Aws;
  readonly network: Network;
  readonly clock: Clock;
  /** Name of the site. */
  readonly host: string;
  readonly healthCheckId: string;
  readonly servers: readonly NameServer[];
  readonly secondarySpeaksHttps: boolean;
  /** Told what changes. */
  readonly tell: (text: string) => void;
}

/** Writes down what Route 53 makes of the health check, what each name server answers, and what visitors get. */
export class Watch {
  readonly health: Health[] = [];
  readonly answers: Answer[] = [];
  readonly visitors: readonly Visitor[];
  /** By the clock. */
  readonly start: number;
  private readonly sides: Sides;

  constructor(private readonly props: WatchSettings) {
    const { clock, network, host } = props;
    this.start = clock.now;
    this.sides = new Sides(network, host);
    this.visitors = VISITOR_KINDS.map((kind) => new Visitor({ ...props, kind, sides: this.sides }));
  }

  get healthCheckId(): string {
    return this.props.healthCheckId;
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

  /** Whether somebody put the health check back, as by --restore on another machine. One answer may be older than the one before: it takes two. */
  get isPutBack(): boolean {
    const latest = this.health.slice(-2);
    return latest.every(({ inverted }) => !inverted) && this.health.slice(0, -2).some(({ inverted }) => inverted);
  }

  /** Asks until the signal is aborted; then nothing is left that asks. */
  async run(signal: AbortSignal): Promise<void> {
    // each of them waits for it
    setMaxListeners(0, signal);
    const { servers } = this.props;
    await Promise.all([
      this.again(BETWEEN_STATUSES, signal, () => this.noteHealth()),
      ...servers.map((server) => this.again(BETWEEN_ANSWERS, signal, () => this.noteAnswer(server))),
      ...this.visitors.map((visitor) => this.again(BETWEEN_REQUESTS, signal, () => visitor.visit(this.now))),
    ]);
  }

  /** Whether every name server answers with a side of the pair, and every visitor has come there. */
  isAt(side: Side): boolean {
    const { servers, secondarySpeaksHttps } = this.props;
    const servesHttps = side === 'PRIMARY' || secondarySpeaksHttps;
    return (
      servers.every(({ name }) => this.answerOf(name) === side) &&
      this.visitors.every((visitor) => visitor.isAt(side, servesHttps))
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
    const health = await readHealth(this.props.aws, this.props.healthCheckId).catch(() => undefined);
    if (health) {
      this.health.push({ at, ...health });
    }
  }

  private async noteAnswer(server: NameServer): Promise<void> {
    const { network, host, tell } = this.props;
    const before = this.answerOf(server.name);
    const answer = await askNameServer(network, server, host, 'A').then(
      ({ addresses }) => this.sides.ofAll(addresses),
      () => undefined,
    );
    // a question that is lost says nothing about what the name server answers
    const to = answer ?? before ?? 'nothing';
    if (before !== to) {
      this.answers.push({ at: this.now, name: server.name, to });
      if (before !== undefined) {
        tell(`${server.name} answers ${to === 'nothing' ? 'with nothing that serves the site' : to}`);
      }
    }
  }
}
