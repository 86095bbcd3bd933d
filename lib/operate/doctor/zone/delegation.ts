import type { DnsResolver } from '../../network';
import { withoutDot } from '../../failover-pair';
import { nameOf } from '../../aws-error';
import type { Check, Finding } from '../check';
import { GET_HOSTED_ZONE, hostedZone } from './hosted-zone';

const PAGE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/migrate-dns-domain-in-use.html';

const WHY =
  'Visitors and the certificate authority ask the name servers that the domain is delegated to: what the site writes ' +
  'into its zone reaches nobody, the certificate is never validated, and the deployment waits for it.';

/**
 * What public DNS says, as the resolver of this machine has it. A zone that was made again has other name servers than
 * before, and the domain is often left with the old ones.
 */
export const delegation: Check = {
  id: 'zone-delegated',
  title: 'the domain is delegated to the name servers of its zone',
  of: 'any site',
  permissions: [GET_HOSTED_ZONE],
  async examine(examination) {
    const { site, network } = examination;
    const { nameServers: wanted, isPrivate } = await hostedZone(examination);
    if (isPrivate) {
      // the check of the zone says so
      return [];
    }
    const name = site.hostedZoneName;
    const delegate = `where ${name} is registered (or, for a zone below another, as NS records in the zone above)`;
    const finding = (what: string, fix: string, severity: Finding['severity'] = 'error', why = WHY): Finding[] => [
      { severity, what, why, fix, page: PAGE },
    ];
    const resolver = network.resolver();
    const found = await nameServersOf(name, resolver);
    if (typeof found === 'string') {
      return finding(`${name} ${found}`, `${delegate}, set the name servers to ${wanted.join(', ')}`);
    }
    const foreign = await notAmong(
      wanted,
      found.filter((server) => !wanted.includes(server)),
      resolver,
    );
    if (foreign.length === found.length) {
      return finding(
        `${name} is delegated to ${found.join(', ')}; its zone ${site.hostedZoneId} is at ${wanted.join(', ')}`,
        `${delegate}, set the name servers to those of the zone: ${wanted.join(', ')}. ` +
          'Copy the records that the domain has now into the zone first, mail (MX) among them.',
      );
    }
    if (foreign.length > 0) {
      return finding(
        `${name} is delegated to other name servers beside those of its zone: ${foreign.join(', ')}`,
        `${delegate}, take those out, so that ${wanted.join(', ')} are left`,
        'error',
        'Some visitors ask the others, and never fail over. So may the certificate authority.',
      );
    }
    const missing = wanted.filter((server) => !found.includes(server));
    return missing.length === 0 || found.length >= wanted.length
      ? []
      : finding(
          `${name} is delegated to ${found.length} of the ${wanted.length} name servers of its zone`,
          `${delegate}, add ${missing.join(', ')}`,
          'warning',
          'Route 53 promises its availability for all of them together.',
        );
  },
};

/** The name servers of a zone, or why there are none. */
async function nameServersOf(name: string, resolver: DnsResolver): Promise<string[] | string> {
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
async function notAmong(wanted: readonly string[], others: readonly string[], resolver: DnsResolver) {
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
