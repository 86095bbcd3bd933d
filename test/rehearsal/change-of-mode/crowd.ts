import type { Clock } from '../../../lib/rehearsal/clock';
import type { DeployedSite } from '../../../lib/rehearsal/deployed-site';
import { Visitor } from '../../../lib/rehearsal/visitor';
import { HTTPS_VISITOR_KINDS, VISITOR_KINDS, type VisitorKind } from '../../../lib/timeline/visitor-kinds';

/** What DNS answers for a name. */
export interface Addresses {
  readonly a: readonly string[];
  readonly aaaa: readonly string[];
}

/** Of both modes, each once; they come back and remember HSTS, but for the one who is new. */
const KINDS: readonly VisitorKind[] = [
  ...VISITOR_KINDS,
  ...HTTPS_VISITOR_KINDS.filter(({ onlyIpv6 }) => onlyIpv6),
  { name: 'HTTP for the first time', scheme: 'http', isNew: true },
];

/** Browsers that come again and again, whatever becomes of the site meanwhile. */
export class Crowd {
  private answers: Addresses = { a: [], aaaa: [] };
  private site?: DeployedSite;
  private readonly visitors: readonly (readonly [VisitorKind, Visitor])[];

  constructor(host: string, clock: Clock) {
    this.visitors = KINDS.map((kind) => {
      const visitor = new Visitor({
        kind,
        host,
        pages: ['/'],
        addresses: {
          resolve4: () => Promise.resolve(this.answers.a),
          resolve6: () => Promise.resolve(this.answers.aaaa),
        },
        endpointAt: (address) => this.site?.endpointAt(address),
        clock,
        interval: 1000,
      });
      return [kind, visitor] as const;
    });
  }

  /**
   * Lets those who can be served come once.
   *
   * @param schemes that are promised an answer
   * @returns who got none, and what they got
   */
  async visit(
    site: DeployedSite,
    answers: Addresses,
    schemes: readonly VisitorKind['scheme'][],
    by: 'PRIMARY' | 'SECONDARY',
  ): Promise<string[]> {
    this.site = site;
    this.answers = answers;
    const due = this.visitors.filter(
      ([{ scheme, onlyIpv6 }]) => schemes.includes(scheme) && (!onlyIpv6 || answers.aaaa.length > 0),
    );
    const visits = due.map(async ([{ name, scheme }, visitor]) => {
      const visit = await visitor.visit(scheme, '/');
      return visit.ok && visit.by === by ? [] : [`${name}: ${visit.what} by ${visit.by ?? 'nobody'}`];
    });
    return (await Promise.all(visits)).flat();
  }
}
