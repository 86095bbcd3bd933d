import type { Check } from '../check';
import { alarmsQuiet } from './alarms';
import { alternateNamesRedirect } from './alternate-names';
import { answersAlike } from './answers-alike';
import { certificateServed } from './certificate';
import { checkersGetThrough } from './checkers';
import { distributionInForce } from './distribution';
import { dnsAnswers } from './dns-answers';
import { endpointInForce } from './endpoint';
import { endpointFunctionWorks } from './endpoint-function';
import { failoverRecords } from './failover-records';
import { healthCheckInForce } from './health-check';
import { modeChangeAllowed } from './mode-change';
import { primaryAccess } from './primary-access';
import { replicationInForce } from './replication';
import { secondaryAccess } from './secondary-access';
import { switchReleased } from './switch-released';
import { stacksInSync } from './stacks-in-sync';
import { stacksWhole } from './stacks-whole';
import { alarmsReachSomebody } from './subscriptions';
import { noUnfinishedDrill } from './unfinished-drill';

/** What has to be true of a site that is deployed; an engaged switch and an unfinished drill, which explain much of the rest, come first. */
export const DEPLOYED_CHECKS: readonly Check[] = [
  switchReleased,
  noUnfinishedDrill,
  stacksWhole,
  stacksInSync,
  modeChangeAllowed,
  healthCheckInForce,
  checkersGetThrough,
  failoverRecords,
  dnsAnswers,
  endpointInForce,
  endpointFunctionWorks,
  answersAlike,
  alternateNamesRedirect,
  certificateServed,
  distributionInForce,
  primaryAccess,
  secondaryAccess,
  replicationInForce,
  alarmsQuiet,
  alarmsReachSomebody,
];
