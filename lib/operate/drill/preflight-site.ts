import type { Site } from '../../site-config';
import type { Answer } from '../network';
import { askNameServer } from './name-servers';
import type { Preflight, PreflightCheck } from './preflight';
import { sideOf } from '../side-of';
import { Sides } from './sides';
import { familiesOf, hasIpv6 } from './visitor-kinds';

/** Inverted, a check that few checkers pass would move nobody, and one that fails would move visitors to what is lost. */
export const checkersGetThrough: PreflightCheck = async ({ lever }) => {
  const { health } = await lever.read();
  if (!health) {
    throw new Error('Route 53 does not say what the checkers found');
  }
  const { healthy, healthyCheckers, checkers } = health;
  if (healthy) {
    return undefined;
  }
  return lever.kind === 'switch'
    ? `the health checks must all be healthy, got: ${healthyCheckers} of ${checkers} checkers that find nothing wrong; ` +
        'npm run doctor says with which'
    : `${healthyCheckers} of ${checkers} health checkers get through to the primary, and it takes more than 18 %: ` +
        'see "Primary unhealthy" in docs/runbook.md';
};

export const nameServersAnswerPrimary: PreflightCheck = async ({ site, network, servers, pair }) => {
  const isOnIpv6 = familiesOf(site).includes('AAAA') && (await hasIpv6(network, site, pair));
  const sides = new Sides({ network, host: site.domainName, secondarySpeaksHttps: speaksHttps(site), pair, isOnIpv6 });
  const questions = servers.flatMap((server) => familiesOf(site).map((family) => ({ server, family })));
  const found = await Promise.all(
    questions.map(async ({ server, family }) => {
      const { addresses } = await askNameServer(network, server, site.domainName, family);
      const to = (await sides.ofAll(addresses)) ?? 'an address that serves no page of the site';
      return { server: family === 'A' ? server.name : `${server.name} (${family})`, to };
    }),
  );
  const others = found.filter(({ to }) => to !== 'PRIMARY').map(({ server, to }) => `${server} ${to}`);
  return others.length === 0
    ? undefined
    : `every name server of the zone must answer the primary for ${site.domainName}, got: ${others.join(', ')}; ` +
        'wait until the health check is healthy and the answers follow';
};

/** As a visitor sees them in a protocol that both speak, each at its own address whatever DNS says. */
export const sidesShowTheSamePage: PreflightCheck = async (preflight) => {
  const { site, network, pair, servers } = preflight;
  const [server] = servers;
  const given = server ? (await askNameServer(network, server, site.domainName, 'A')).addresses : [];
  const theirs = await network.resolver().resolve4(pair.secondary);
  const url = urlOf(site);
  const [primary, secondary] = await Promise.all([page(preflight, given[0]), page(preflight, theirs[0])]);
  if (primary.status !== 200) {
    return `the primary must answer ${url.href} with 200, got: ${primary.status}`;
  }
  if (secondary.status !== 200 || sideOf(secondary) !== 'SECONDARY') {
    return (
      `the secondary (${pair.secondary}) must answer ${url.href} with 200, got: ${secondary.status}; ` +
      (speaksHttps(site)
        ? 'npm run doctor says what is wrong with it'
        : 'its bucket must be named like the host, public, and a website (npm run doctor)')
    );
  }
  return primary.body.equals(secondary.body)
    ? undefined
    : `the home page must be the same on both sides, got: ${primary.body.length} bytes of the primary and ` +
        `${secondary.body.length} other bytes of the secondary; wait for replication and for CloudFront's cache, or ` +
        'compare the buckets (npm run parity)';
};

async function page({ site, network }: Preflight, address: string | undefined): Promise<Answer> {
  return network.ask(urlOf(site), { address });
}

function urlOf(site: Site): URL {
  return new URL(`${speaksHttps(site) ? 'https' : 'http'}://${site.domainName}/`);
}

function speaksHttps({ secondaryEndpoint }: Site): boolean {
  return secondaryEndpoint === 'https';
}
