import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import { operatorMessage } from '../aws-error';
import type { FailoverPair } from '../failover-pair';
import type { Network } from '../network';
import type { Lever } from './lever';
import { copiesAreThere, nothingIsPending } from './preflight-replication';
import { checkersGetThrough, nameServersAnswerPrimary, sidesShowTheSamePage } from './preflight-site';
import type { NameServer } from './name-servers';

/** What is looked at before anything changes. */
export interface Preflight {
  readonly site: Site;
  readonly aws: Aws;
  readonly network: Network;
  readonly pair: FailoverPair;
  readonly servers: readonly NameServer[];
  readonly lever: Pick<Lever, 'kind' | 'read'>;
}

/**
 * One thing that must be so before visitors are moved.
 *
 * Answers what is not, and what to do; nothing when all is well. It throws what kept it from asking.
 */
export type PreflightCheck = (preflight: Preflight) => Promise<string | undefined>;

const CHECKS: Readonly<Record<string, PreflightCheck>> = {
  'what the health checkers say': checkersGetThrough,
  "what the zone's name servers answer": nameServersAnswerPrimary,
  'the page on both sides': sidesShowTheSamePage,
  'what waits to be replicated': nothingIsPending,
  'the objects in both buckets': copiesAreThere,
};

/** Why the site should not be moved now; nothing when it could fail over. All is looked at side by side. */
export async function preflight(context: Preflight): Promise<string[]> {
  const looks = Object.entries(CHECKS).map(async ([what, look]) => {
    try {
      return await look(context);
    } catch (error) {
      return `${what} could not be seen: ${operatorMessage(error)}`;
    }
  });
  return (await Promise.all(looks)).filter((problem) => problem !== undefined);
}
