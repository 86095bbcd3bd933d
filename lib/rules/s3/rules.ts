import type { Rule } from '../rule';
import { cloudFrontAccessRules } from './cloudfront-access';
import { copyRules } from './copies';
import { denialRules } from './denials';
import { destinationRules } from './destinations';
import { encryptionRules } from './encryption';
import { keepingRules } from './keeping';
import { lifecycleRules } from './lifecycle';
import { lifecycleSettingRules } from './lifecycle-settings';
import { bucketNameRules } from './names';
import { bucketPolicyRules } from './policies';
import { publicAccessRules } from './public-access';
import { readerRules } from './readers';
import { replicationRules } from './replication';
import { replicationSettingRules } from './replication-settings';
import { websiteRules } from './website';

export const s3Rules: readonly Rule[] = [
  ...bucketNameRules,
  ...publicAccessRules,
  ...bucketPolicyRules,
  ...readerRules,
  ...cloudFrontAccessRules,
  ...denialRules,
  ...websiteRules,
  ...encryptionRules,
  ...lifecycleSettingRules,
  ...lifecycleRules,
  ...keepingRules,
  ...destinationRules,
  ...replicationRules,
  ...copyRules,
  ...replicationSettingRules,
];
