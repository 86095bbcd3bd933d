import { GetHostedZoneCommand } from '@aws-sdk/client-route-53';
import type { Site } from '../../../site-config';
import { nameOf } from '../../aws-error';
import { sideOf } from '../../side-of';
import type { Check, Examination, Finding } from '../check';
import { revertDrift } from './commands';
import { ask } from './sides';

const ROUTING = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/troubleshooting-domain-unavailable.html';

/** Addresses, or why there are none: `ENODATA`. */
type Addresses = readonly string[] | string;

export const dnsAnswers: Check = {
  id: 'dns-answers',
  title: "the zone's name servers answer for every name, and this machine's resolver leads to the same side",
  of: 'a deployed site',
  permissions: [
    {
      action: 'route53:GetHostedZone',
      resources: ({ hostedZoneId }) => [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
    },
  ],
  async examine(examination) {
    const { site, aws } = examination;
    const { DelegationSet } = await aws.route53.send(new GetHostedZoneCommand({ Id: site.hostedZoneId }));
    const servers = DelegationSet?.NameServers ?? [];
    const found = [site.domainName, ...site.alternateNames].flatMap((name) => [
      examineName(examination, name, servers),
      ...(site.secondaryEndpoint === 'https' ? [examineIpv6(examination, name, servers)] : []),
    ]);
    return (await Promise.all(found)).flat();
  },
};

async function examineName(examination: Examination, name: string, servers: readonly string[]): Promise<Finding[]> {
  const { site, network } = examination;
  const answers = await Promise.all(
    servers.map(async (server) => ({ server, addresses: await askServer(examination, server, name, 'resolve4') })),
  );
  const first = answers.map(({ addresses }) => addresses).find((addresses) => typeof addresses !== 'string')?.[0];
  const found = silent(site, name, 'A', answers);
  const here = await resolved(network.resolver().resolve4(name));
  return [...found, ...(await compared(examination, name, first, here))];
}

/** Who comes over IPv6 is sent by records of their own. */
async function examineIpv6(examination: Examination, name: string, servers: readonly string[]): Promise<Finding[]> {
  const answers = await Promise.all(
    servers.map(async (server) => ({ server, addresses: await askServer(examination, server, name, 'resolve6') })),
  );
  return silent(examination.site, name, 'AAAA', answers);
}

/** Name servers that give no address. */
function silent(
  site: Site,
  name: string,
  type: 'A' | 'AAAA',
  answers: readonly { server: string; addresses: Addresses }[],
): Finding[] {
  const those = answers.filter(({ addresses }) => typeof addresses === 'string');
  const [first] = those;
  const isEverybody = those.length === answers.length;
  const [over, address] = type === 'A' ? ['', 'address'] : [' over IPv6', 'IPv6 address'];
  return first === undefined
    ? []
    : [
        {
          severity: isEverybody ? 'error' : 'warning',
          what: `name servers of the zone give no ${address} of ${name}: ${those.map(({ server, addresses }) => `${server} ${String(addresses)}`).join(', ')}`,
          why: isEverybody
            ? `nobody finds the site${over}`
            : `visitors whose resolver asks there do not find the site${over}`,
          fix: `dig ${type} ${name} @${first.server}; ${revertDrift(site, 'Website')} puts missing records back`,
          page: ROUTING,
        },
      ];
}

async function askServer(
  { network }: Examination,
  server: string,
  name: string,
  how: 'resolve4' | 'resolve6',
): Promise<Addresses> {
  const [address] = await network
    .resolver()
    .resolve4(server)
    .catch(() => []);
  return address === undefined ? 'has no address' : resolved(network.resolver([address])[how](name));
}

async function resolved(asked: Promise<string[]>): Promise<Addresses> {
  try {
    const addresses = await asked;
    return addresses.length > 0 ? addresses : 'ENODATA';
  } catch (error) {
    return nameOf(error);
  }
}

/**
 * Whether the resolver leads to the side that the zone names.
 *
 * Addresses of a side differ from place to place and from minute to minute; so who answers there is asked.
 */
async function compared(
  examination: Examination,
  name: string,
  zone: string | undefined,
  here: Addresses,
): Promise<Finding[]> {
  const finding = (severity: Finding['severity'], what: string, why: string): Finding[] => [
    {
      severity,
      what,
      why,
      fix: `dig +trace A ${name} shows whose answer that is; an old one ends with its TTL`,
      page: ROUTING,
    },
  ];
  const [resolvers] = typeof here === 'string' ? [] : here;
  if (resolvers === undefined) {
    const what = `this machine's resolver gives no address of ${name}: ${String(here)}`;
    return finding('error', what, 'visitors with such a resolver do not find the site');
  }
  if (zone === undefined || here.includes(zone)) {
    return [];
  }
  const { site } = examination;
  const sideAt = async (address: string) => {
    const outcome = await ask(
      examination,
      new URL(`${site.secondaryEndpoint === 'https' ? 'https' : 'http'}://${name}/`),
      address,
    );
    return typeof outcome === 'string' ? undefined : sideOf(outcome);
  };
  const [sideHere, sideOfZone] = await Promise.all([sideAt(resolvers), sideAt(zone)]);
  if (sideHere === undefined) {
    const what = `this machine's resolver gives ${resolvers} for ${name}, where neither CloudFront nor ${site.secondaryEndpoint === 'https' ? 'API Gateway' : 'S3'} answers`;
    return finding('error', what, 'visitors with such a resolver are sent elsewhere, and no failover reaches them');
  }
  return sideHere === sideOfZone || sideOfZone === undefined
    ? []
    : finding(
        'warning',
        `this machine's resolver sends visitors of ${name} to the ${sideHere} (${resolvers}), the zone to the ${sideOfZone} (${zone})`,
        'for a minute after DNS moved that is as it should be; later, a resolver keeps answers longer than it may',
      );
}
