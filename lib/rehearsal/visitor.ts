import type { Clock } from './clock';
import { ask, type Patience } from './http/ask';
import type { Response, Wait } from './http/exchange';
import type { Listener } from './http/listener';
import type { Visitor as Visits } from '../timeline/timeline';
import type { VisitorKind } from '../timeline/visitor-kinds';

/** What answers at an address: a listener for each port, absent where nothing listens. */
export interface Endpoint {
  readonly role: 'PRIMARY' | 'SECONDARY';
  readonly http?: Listener;
  readonly https?: Listener;
}

/** How a visitor finds the addresses of a name, with answers that are kept for their TTL. */
export interface Addresses {
  resolve4(name: string): Promise<readonly string[]>;
  resolve6(name: string): Promise<readonly string[]>;
}

/** How long browsers wait, in rehearsed milliseconds. */
const CONNECTING = 4000;
const ANSWERING = 10_000;
const REDIRECTS = 5;

export interface VisitorProps {
  /** How they come. */
  readonly kind: VisitorKind;
  /** Name of the site. */
  readonly host: string;
  /** Paths of pages, asked for one after the other. */
  readonly pages: readonly string[];
  /** Their resolver. */
  readonly addresses: Addresses;
  /** What the network has at an address. */
  readonly endpointAt: (address: string) => Endpoint | undefined;
  /** Time as it passes for them. */
  readonly clock: Clock;
  /** Rehearsed milliseconds from one request to the next. */
  readonly interval: number;
}

type Visit = Visits['requests'][number];

/** Somebody who asks for pages all the time, as a browser does: it follows redirects, and keeps to HTTPS when told to. */
export class Visitor implements Visits {
  readonly requests: Visit[] = [];
  private isPinned = false;

  constructor(private readonly props: VisitorProps) {}

  get name(): string {
    return this.props.kind.name;
  }

  /** Asks until the signal is aborted. */
  async browse(signal: AbortSignal): Promise<void> {
    const { clock, pages, interval, kind } = this.props;
    const pending: Promise<void>[] = [];
    // whoever types a name has come by a link before, over HTTPS: what HSTS was told then, holds
    if (!kind.isNew) {
      await clock.standingStill(() => this.visit(kind.scheme === 'http' ? 'https' : 'http', pages[0] ?? '/'));
    }
    for (let count = 0; !signal.aborted; count++) {
      pending.push(this.record(pages[count % pages.length] ?? '/', signal));
      await clock.sleep(interval, signal).catch(() => undefined);
    }
    await Promise.all(pending);
  }

  private async record(page: string, signal: AbortSignal): Promise<void> {
    const at = this.props.clock.now;
    const visit = await this.props.clock.standingStill(() => this.visit(this.props.kind.scheme, page));
    if (!signal.aborted) {
      this.requests.push({ at, ...visit });
    }
  }

  /** One page, after whatever redirects lead to it. */
  async visit(scheme: 'http' | 'https', page: string): Promise<Omit<Visit, 'at'>> {
    let url = new URL(`${scheme}://${this.props.host}${page}`);
    const wait = { milliseconds: 0 };
    const waited = () => (wait.milliseconds > 0 ? { waited: wait.milliseconds } : {});
    try {
      for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
        const { endpoint, response } = await this.ask(url, wait);
        const { status, headers } = response;
        if (status < 300 || status >= 400 || headers.location === undefined) {
          return { ok: status === 200, by: endpoint.role, what: String(status), ...waited() };
        }
        url = new URL(headers.location, url);
      }
      return { ok: false, what: 'redirected for ever' };
    } catch (error) {
      return { ok: false, what: (error as NodeJS.ErrnoException).code ?? String(error), ...waited() };
    }
  }

  private async ask(asked: URL, wait: Wait): Promise<{ endpoint: Endpoint; response: Response }> {
    const { endpointAt, clock, kind } = this.props;
    const secure = asked.protocol === 'https:' || (this.isPinned && !kind.isNew);
    const endpoint = endpointAt(await this.address(asked.hostname));
    const listener = secure ? endpoint?.https : endpoint?.http;
    if (!endpoint || !listener) {
      throw Object.assign(new Error('nothing listens there'), { code: 'ECONNREFUSED' });
    }
    const patience: Patience = { connect: CONNECTING, response: ANSWERING };
    const path = asked.pathname + asked.search;
    const caller = { sourceIp: '198.51.100.77', secure, wait };
    const request = { method: 'GET', host: asked.hostname, path, headers: {}, caller };
    const response = await ask(listener, request, patience, clock);
    // over HTTP, browsers take no notice of it
    const pin = secure ? response.headers['strict-transport-security'] : undefined;
    if (pin !== undefined) {
      this.isPinned = !/max-age="?0\b/i.test(pin);
    }
    return { endpoint, response };
  }

  private async address(name: string): Promise<string> {
    const { addresses, kind } = this.props;
    const found = [
      ...(kind.prefersIpv6 || kind.onlyIpv6 ? await addresses.resolve6(name).catch(none) : []),
      ...(kind.onlyIpv6 ? [] : await addresses.resolve4(name).catch(none)),
    ];
    const [first] = found;
    if (first === undefined) {
      throw Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' });
    }
    return first;
  }
}

function none(): readonly string[] {
  return [];
}
