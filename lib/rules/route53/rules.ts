import type { Rule } from '../rule';
import { addressRules } from './addresses';
import { aliasResourceRules } from './alias-resources';
import { aliasTargetRules } from './alias-targets';
import { bucketCheckRules } from './bucket-checks';
import { calculatedCheckRules } from './calculated-checks';
import { checkEndpointRules } from './check-endpoint';
import { checkExtraRules } from './check-extras';
import { checkSettingRules } from './check-settings';
import { decisionRules } from './decisions';
import { distributionCheckRules } from './distribution-checks';
import { failoverCheckRules } from './failover-checks';
import { failoverCoverageRules } from './failover-coverage';
import { failoverPairRules } from './failover-pairs';
import { failoverWatchRules } from './failover-watch';
import { healthObjectRules } from './health-object';
import { healthObjectContentRules } from './health-object-content';
import { healthObjectPrivacyRules } from './health-object-privacy';
import { hostedZoneRules } from './hosted-zones';
import { recordShapeRules } from './record-shape';
import { recordValueRules } from './record-values';
import { recordZoneRules } from './record-zones';
import { routingPolicyRules } from './routing-policies';
import { siteNameRules } from './site-names';
import { switchRules } from './switches';

export const route53Rules: readonly Rule[] = [
  ...recordShapeRules,
  ...recordValueRules,
  ...recordZoneRules,
  ...routingPolicyRules,
  ...aliasTargetRules,
  ...aliasResourceRules,
  ...siteNameRules,
  ...failoverPairRules,
  ...failoverCheckRules,
  ...failoverWatchRules,
  ...failoverCoverageRules,
  ...addressRules,
  ...decisionRules,
  ...hostedZoneRules,
  ...checkSettingRules,
  ...checkExtraRules,
  ...checkEndpointRules,
  ...bucketCheckRules,
  ...calculatedCheckRules,
  ...switchRules,
  ...distributionCheckRules,
  ...healthObjectRules,
  ...healthObjectPrivacyRules,
  ...healthObjectContentRules,
];
