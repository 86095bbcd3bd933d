import type { Answer } from '../network';
import { askNameServer } from './name-servers';
import { readHealth } from './health';
import type { Preflight, PreflightCheck } from './preflight';
import { sideOf } from '../side-of';
import { Sides } from './sides';

/** Inverted, a check that few checkers pass would move nobody, and one that fails would move visitors to what is lost. */
export const checkersGetThrough: PreflightCheck = async ({ aws, pair }) => {
  const { healthy, healthyCheckers, checkers } = await readHealth(aws, pair.healthCheckId);
  return healthy
    ? undefined
    : `${healthyCheckers} of ${checkers} health checkers get through to the primary, and it takes more than 18 %: ` +
        'see "Primary unhealthy" in docs/runbook.md';
};

export const nameServersAnswerPrimary: PreflightCheck = async ({ site, network, servers }) => {
  const sides = new Sides(network, site.domainName);
  const found = await Promise.all(
    servers.map(async (server) => {
      const { addresses } = await askNameServer(network, server, site.domainName, 'A');
      return { server, to: (await sides.ofAll(addresses)) ?? 'an address that serves no page of the site' };
    }),
  );
  const others = found.filter(({ to }) => to !== 'PRIMARY').map(({ server, to }) => `${server.name} ${to}`);
  return others.length === 0
    ? undefined
    : `every name server of the zone must answer the primary for ${site.domainName}, got: ${others.join(', ')}; ` +
        'wait until the health check is healthy and the answers follow';
};

/** As a visitor over HTTP sees them, each at its own address whatever DNS says. */
export const sidesShowTheSamePage: PreflightCheck = async (preflight) => {
  const { site, network, pair, servers } = preflight;
  const [server] = servers;
  const given = server ? (await askNameServer(network, server, site.domainName, 'A')).addresses : [];
  const website = await network.resolver().resolve4(pair.secondary);
  const [primary, secondary] = await Promise.all([page(preflight, given[0]), page(preflight, website[0])]);
  if (primary.status !== 200) {
    return `the primary must answer http://${site.domainName}/ with 200, got: ${primary.status}`;
  }
  if (secondary.status !== 200 || sideOf(secondary) !== 'SECONDARY') {
    return (
      `the secondary (${pair.secondary}) must answer http://${site.domainName}/ with 200, got: ${secondary.status}; ` +
      'its bucket must be named like the host, public, and a website (npm run doctor)'
    );
  }
  return primary.body.equals(secondary.body)
    ? undefined
    : `the home page must be the same on both sides, got: ${primary.body.length} bytes of the primary and ` +
        `${secondary.body.length} other bytes of the secondary; wait for replication and for CloudFront's cache, or ` +
        'compare the buckets (npm run parity)';
};

async function page({ site, network }: Preflight, address: string | undefined): Promise<Answer> {
  return network.ask(new URL(`http://${site.domainName}/`), { address });
}
