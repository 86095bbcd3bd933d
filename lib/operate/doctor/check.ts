import type { AssemblySource } from '../../rules/assembly/assembly-source';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import type { FailoverPair } from '../failover-pair';
import type { Network } from '../network';
import type { DeployedStack, StackRole } from '../site-stacks';

/** Something wrong with an account, a zone or a deployed site. */
export interface Finding {
  /** An error stops a deployment or a failover; a warning will hurt another day. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, in one sentence, with the values found. */
  readonly what: string;
  /** What becomes of it when nobody mends it. */
  readonly why: string;
  /** The exact command, or the setting of `bin/sites.ts`, that mends it. */
  readonly fix: string;
  /** AWS's page behind it. */
  readonly page?: string;
}

/** A permission that a check needs. */
export interface Permission {
  /** `route53:GetHostedZone`. */
  readonly action: string;
  /** ARNs, as narrow as IAM lets them be; `*` where the action knows no resource. */
  readonly resources: (site: Site) => readonly string[];
}

/** What a check asks, and may ask again: what is the same for all is asked of AWS once. */
export interface Examination {
  readonly site: Site;
  readonly aws: Aws;
  readonly network: Network;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** `undefined` when it was never deployed, or is gone. */
  stack(role: StackRole): Promise<DeployedStack | undefined>;
  /** @throws Error when the site is not deployed */
  failoverPair(): Promise<FailoverPair>;
  /**
   * What the code synthesizes now.
   *
   * @default - nobody synthesized it
   * @throws Error when it does not synthesize
   */
  readonly synthesized?: () => Promise<AssemblySource>;
}

/** One thing that a deployment or a failover rests on. */
export interface Check {
  /** `zone-delegated`. */
  readonly id: string;
  /** What is true when it passes: "the zone is delegated to its own name servers". */
  readonly title: string;
  /** A deployed site is one whose stack `Website` is there. */
  readonly of: 'any site' | 'a deployed site';
  readonly permissions: readonly Permission[];
  /** Why it has nothing to look at in this site's configuration; `undefined` when it has. */
  readonly needless?: (site: Site) => string | undefined;
  /**
   * What is wrong; nothing when it passes.
   *
   * @throws Error of the SDK or of `Network` when it could not be asked
   */
  readonly examine: (examination: Examination) => Promise<readonly Finding[]>;
}
