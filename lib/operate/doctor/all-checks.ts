import { ACCOUNT_CHECK } from './account/account';
import { regionsBootstrapped } from './account/bootstrap';
import { lambdaQuota } from './account/lambda-quota';
import { publicAccess } from './account/public-access';
import { regionsEnabled } from './account/regions';
import type { Check } from './check';
import { aliasesFree } from './delivery/aliases-free';
import { certificate } from './delivery/certificate';
import { endpointNamesFree } from './delivery/endpoint-names-free';
import { healthCheckers } from './delivery/health-checkers';
import { DEPLOYED_CHECKS } from './deployed/checks';
import { bucketNames } from './storage/bucket-names';
import { caa } from './zone/caa';
import { delegation } from './zone/delegation';
import { namesFree } from './zone/names-free';
import { zone } from './zone/zone';

/** Every check that the doctor has, by what it is about. */
export const CHECK_GROUPS: Readonly<Record<string, readonly Check[]>> = {
  'The deployed site': DEPLOYED_CHECKS,
  Account: [ACCOUNT_CHECK, regionsEnabled, regionsBootstrapped, publicAccess, lambdaQuota],
  'Zone and names': [zone, delegation, namesFree, caa],
  'Buckets and delivery': [bucketNames, aliasesFree, endpointNamesFree, certificate, healthCheckers],
};

export const ALL_CHECKS: readonly Check[] = Object.values(CHECK_GROUPS).flat();
