import type { Rule } from '../rule';
import { cloudFrontAccessRules } from './cloudfront-access';
import { denialRules } from './denials';
import { destinationRules } from './destinations';
import { encryptionRules } from './encryption';
import { keepingRules } from './keeping';
import { lifecycleRules } from './lifecycle';
import { bucketNameRules } from './names';
import { bucketPolicyRules } from './policies';
import { publicAccessRules } from './public-access';
import { replicationRules } from './replication';
import { replicationSettingRules } from './replication-settings';
import { websiteRules } from './website';

export const s3Rules: readonly Rule[] = [
  ...bucketNameRules,
  ...publicAccessRules,
  ...bucketPolicyRules,
  ...cloudFrontAccessRules,
  ...denialRules,
  ...websiteRules,
  ...encryptionRules,
  ...lifecycleRules,
  ...keepingRules,
  ...destinationRules,
  ...replicationRules,
  ...replicationSettingRules,
];
