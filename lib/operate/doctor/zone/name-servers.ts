import { nameOf } from '../../aws-error';
import { withoutDot } from '../../failover-pair';
import type { DnsResolver } from '../../network';

/** The name servers of a zone, or why there are none. */
export async function nameServersOf(name: string, resolver: DnsResolver): Promise<string[] | string> {
  try {
    return (await resolver.resolveNs(name)).map(withoutDot).sort();
  } catch (error) {
    switch (nameOf(error)) {
      case 'ENOTFOUND':
        return 'does not exist in public DNS: it is not registered, or not delegated';
      case 'ENODATA':
        return 'is no zone in public DNS: nothing is delegated to its name servers';
      case 'ESERVFAIL':
        return (
          'cannot be resolved (SERVFAIL): it is delegated to name servers that do not answer for it, as those of a ' +
          'deleted zone, or its DNSSEC is broken'
        );
      default:
        throw error;
    }
  }
}

/** Servers that are no name servers of the zone by another name: white-label ones have addresses of theirs. */
export async function notAmong(wanted: readonly string[], others: readonly string[], resolver: DnsResolver) {
  if (others.length === 0) {
    return [];
  }
  const addresses = async (server: string) => resolver.resolve4(server).catch((): string[] => []);
  const ours = new Set((await Promise.all(wanted.map(addresses))).flat());
  const isForeign = await Promise.all(
    others.map(async (server) => {
      const theirs = await addresses(server);
      return theirs.length === 0 || theirs.some((address) => !ours.has(address));
    }),
  );
  return others.filter((_, index) => isForeign[index]);
}
