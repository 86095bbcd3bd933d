import type { Check } from '../check';
import { alarmsQuiet } from './alarms';
import { alternateNamesRedirect } from './alternate-names';
import { answersAlike } from './answers-alike';
import { certificateServed } from './certificate';
import { checkersGetThrough } from './checkers';
import { distributionInForce } from './distribution';
import { dnsAnswers } from './dns-answers';
import { failoverRecords } from './failover-records';
import { healthCheckInForce } from './health-check';
import { primaryAccess } from './primary-access';
import { replicationInForce } from './replication';
import { secondaryAccess } from './secondary-access';
import { stacksInSync } from './stacks-in-sync';
import { stacksWhole } from './stacks-whole';
import { alarmsReachSomebody } from './subscriptions';
import { noUnfinishedDrill } from './unfinished-drill';

/** What has to be true of a site that is deployed; an unfinished drill, which explains much of the rest, comes first. */
export const DEPLOYED_CHECKS: readonly Check[] = [
  noUnfinishedDrill,
  stacksWhole,
  stacksInSync,
  healthCheckInForce,
  checkersGetThrough,
  failoverRecords,
  dnsAnswers,
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
