import { nameOf } from '../../aws-error';
import type { DnsMessage } from '../../dns-query';
import { withoutDot } from '../../failover-pair';
import type { DnsResolver, Network } from '../../network';

/** Name servers of the zone above that are asked, at once. */
const ASKED = 3;

/** Where the flags of a message keep how the question went. */
const RCODE = 0xf;
const NOERROR = 0;
const NXDOMAIN = 3;

/**
 * The name servers that the zone above delegates a name to; none when it delegates it to nobody, `undefined` when it
 * could not be asked. Resolvers cannot tell: they answer with the NS record that the zone has of itself.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2181#section-5.4.1
 */
export async function delegatedFromAbove(name: string, network: Network): Promise<string[] | undefined> {
  const resolver = network.resolver();
  const servers = (await serversAbove(name, resolver)).slice(0, ASKED);
  const answers = await Promise.all(
    servers.map(async (server) => {
      const [address] = await resolver.resolve4(server).catch((): string[] => []);
      const answer = address && (await network.query(address, { name, type: 'NS' }).catch(() => undefined));
      return answer ? delegatedBy(answer, name) : undefined;
    }),
  );
  return answers.find((delegated) => delegated !== undefined);
}

/** Those of the closest name above that is a zone. */
async function serversAbove(name: string, resolver: DnsResolver): Promise<string[]> {
  const [, above] = /^[^.]+\.(.+)$/.exec(name) ?? [];
  if (above === undefined) {
    return [];
  }
  try {
    return await resolver.resolveNs(above);
  } catch (error) {
    return ['ENODATA', 'ENOTFOUND'].includes(nameOf(error)) ? serversAbove(above, resolver) : [];
  }
}

/**
 * A referral has the name servers beside an empty answer. A server that has both zones answers from the lower one, which
 * tells nothing of the upper.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1034#section-4.3.2
 */
function delegatedBy({ flags = 0, flag_aa, answers = [], authorities = [] }: DnsMessage, name: string) {
  const servers = authorities.flatMap((record) =>
    record.type === 'NS' && record.name.toLowerCase() === name ? [withoutDot(record.data)] : [],
  );
  if (answers.length > 0 || (servers.length === 0 && !flag_aa)) {
    return undefined;
  }
  return [NOERROR, NXDOMAIN].includes(flags & RCODE) ? servers.sort() : undefined;
}
