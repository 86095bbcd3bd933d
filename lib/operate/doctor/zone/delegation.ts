import type { Site } from '../../../site-config';
import type { DnsResolver } from '../../network';
import type { Check, Finding } from '../check';
import { changeRecord } from './change-record';
import { GET_HOSTED_ZONE, hostedZone, type ZoneFound } from './hosted-zone';
import { nameServersOf, notAmong } from './name-servers';
import { delegatedFromAbove } from './zone-above';

const PAGE = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/migrate-dns-domain-in-use.html';

/** Seconds, as Route 53 makes it. */
const NS_TTL = 172_800;

const WHY =
  'Visitors and the certificate authority ask the name servers that the domain is delegated to: what the site writes ' +
  'into its zone reaches nobody, the certificate is never validated, and the deployment waits for it.';

/** A list of the zone's name servers, and how it is mended. */
interface Listing {
  /** Before the names of servers: `example.com is delegated to`. */
  readonly says: string;
  readonly servers: readonly string[];
  readonly mend: (how: string) => string;
}

/**
 * What public DNS says. A zone that was made again has other name servers than before, and the domain is often left with
 * the old ones. The zone above delegates, and the zone lists its name servers itself; resolvers follow the one, then the
 * other.
 */
export const delegation: Check = {
  id: 'zone-delegated',
  title: 'the domain is delegated to the name servers of its zone',
  of: 'any site',
  permissions: [GET_HOSTED_ZONE],
  async examine(examination) {
    const { site, network } = examination;
    const zone = await hostedZone(examination);
    if (zone.isPrivate) {
      // the check of the zone says so
      return [];
    }
    const name = site.hostedZoneName;
    const resolver = network.resolver();
    const [above, own] = await Promise.all([delegatedFromAbove(name, network), nameServersOf(name, resolver)]);
    const atRegistrar = (how: string) =>
      `where ${name} is registered (or, for a zone below another, as NS records in the zone above), ${how}`;
    const findingsOf = async (listing: Listing) => compared(listing, site, zone.nameServers, resolver);
    if (above === undefined ? typeof own === 'string' : above.length === 0) {
      const reason = typeof own === 'string' ? own : 'is delegated to nobody: the zone above has no NS records for it';
      return [finding(`${name} ${reason}`, atRegistrar(`set the name servers to ${zone.nameServers.join(', ')}`))];
    }
    const delegated =
      above && (await findingsOf({ says: `${name} is delegated to`, servers: above, mend: atRegistrar }));
    if (delegated && delegated.length > 0) {
      return delegated;
    }
    if (typeof own === 'string') {
      return [unresolved(name)];
    }
    return findingsOf(
      above
        ? {
            says: `the NS record that the zone of ${name} has of itself lists`,
            servers: own,
            mend: () => inZone(site, zone),
          }
        : {
            says: `public DNS has ${name} at`,
            servers: own,
            // which of the two it is, the zone above was to tell, and could not be asked
            mend: (how) => `${atRegistrar(how)}; and if it is right there, ${inZone(site, zone)}`,
          },
    );
  },
};

function finding(what: string, fix: string, severity: Finding['severity'] = 'error', why = WHY): Finding {
  return { severity, what, why, fix, page: PAGE };
}

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html */
function inZone({ hostedZoneId, hostedZoneName }: Site, { nameServers }: ZoneFound): string {
  const ResourceRecords = nameServers.map((server) => ({ Value: `${server}.` }));
  const record = { Name: hostedZoneName, Type: 'NS', TTL: NS_TTL, ResourceRecords } as const;
  return `put the NS record of the zone back as Route 53 made it:\n${changeRecord(hostedZoneId, 'UPSERT', record)}`;
}

function unresolved(name: string): Finding {
  return finding(
    `${name} is delegated to the name servers of its zone, and cannot be resolved all the same`,
    'after a change of the delegation wait, two days at most; else its DNSSEC is broken: where it is registered, take out ' +
      'the DS records that are none of this zone (or, for a zone below another, in the zone above)',
  );
}

async function compared(
  { says, servers, mend }: Listing,
  site: Site,
  wanted: readonly string[],
  resolver: DnsResolver,
): Promise<Finding[]> {
  const others = servers.filter((server) => !wanted.includes(server));
  const foreign = await notAmong(wanted, others, resolver);
  if (foreign.length === servers.length) {
    return [
      finding(
        `${says} ${servers.join(', ')}; its zone ${site.hostedZoneId} is at ${wanted.join(', ')}`,
        mend(
          `set the name servers to those of the zone: ${wanted.join(', ')}. ` +
            'Copy the records that the domain has now into the zone first, mail (MX) among them',
        ),
      ),
    ];
  }
  if (foreign.length > 0) {
    return [
      finding(
        `${says} other name servers beside those of its zone: ${foreign.join(', ')}`,
        mend(`take those out, so that ${wanted.join(', ')} are left`),
        'error',
        'Some visitors ask the others, and never fail over. So may the certificate authority.',
      ),
    ];
  }
  const missing = wanted.filter((server) => !servers.includes(server));
  return missing.length === 0 || servers.length >= wanted.length
    ? []
    : [
        finding(
          `${says} ${servers.length} of the ${wanted.length} name servers of its zone`,
          mend(`add ${missing.join(', ')}`),
          'warning',
          'Route 53 promises its availability for all of them together.',
        ),
      ];
}
