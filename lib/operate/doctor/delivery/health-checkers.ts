import ours from '../../../constructs/health-checker-ranges.json';
import { compareRanges, PUBLISHED_RANGES_URL, publishedRanges } from '../../health-checker-ranges';
import type { Network } from '../../network';
import type { Check } from '../check';

/** The list of all of AWS's addresses has some two megabytes. */
const MOST = 33_554_432;

export const healthCheckers: Check = {
  id: 'health-checkers',
  title: "the addresses that may read the health check's object are those that AWS publishes",
  of: 'any site',
  permissions: [],
  async examine({ network }) {
    const published = await readPublished(network);
    const { missing, obsolete } = compareRanges(ours, published);
    const fix =
      'take the published ranges over, then deploy:\nnpm run failover -- health-checkers --write\nnpm run deploy';
    const page = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html';
    return [
      ...(missing.length > 0
        ? [
            {
              severity: 'error' as const,
              what: `health checkers may ask from ranges that the primary bucket does not admit: ${missing.join(', ')}`,
              why: 'Checkers from there are refused: with enough of them the site fails over without an outage.',
              fix,
              page,
            },
          ]
        : []),
      ...(obsolete.length > 0
        ? [
            {
              severity: 'warning' as const,
              what: `the primary bucket admits ranges that are no health checkers' any more: ${obsolete.join(', ')}`,
              why: "Others may read the health check's object from there. It says nothing, but they are not meant to.",
              fix,
              page,
            },
          ]
        : []),
    ];
  },
};

async function readPublished(network: Network) {
  const { status, body } = await network.ask(new URL(PUBLISHED_RANGES_URL), { most: MOST });
  if (status !== 200) {
    throw new Error(`${PUBLISHED_RANGES_URL} must be readable, got: status ${status}`);
  }
  return publishedRanges(JSON.parse(body.toString('utf8')), PUBLISHED_RANGES_URL);
}
