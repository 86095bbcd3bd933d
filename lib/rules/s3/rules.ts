import type { Rule } from '../rule';
import { admissionRules } from './admissions';
import { cloudFrontAccessRules } from './cloudfront-access';
import { copyRules } from './copies';
import { denialRules } from './denials';
import { destinationSettingRules } from './destination-settings';
import { destinationRules } from './destinations';
import { encryptionRules } from './encryption';
import { fallbackWebsiteRules } from './fallback-websites';
import { keepingRules } from './keeping';
import { lifecycleRules } from './lifecycle';
import { lifecycleSettingRules } from './lifecycle-settings';
import { bucketNameRules } from './names';
import { bucketPolicyRules } from './policies';
import { publicAccessRules } from './public-access';
import { readerRules } from './readers';
import { replicationRules } from './replication';
import { replicationSettingRules } from './replication-settings';
import { transitionRules } from './transitions';
import { websiteRules } from './website';

export const s3Rules: readonly Rule[] = [
  ...bucketNameRules,
  ...publicAccessRules,
  ...bucketPolicyRules,
  ...readerRules,
  ...cloudFrontAccessRules,
  ...admissionRules,
  ...denialRules,
  ...websiteRules,
  ...fallbackWebsiteRules,
  ...encryptionRules,
  ...lifecycleSettingRules,
  ...transitionRules,
  ...lifecycleRules,
  ...keepingRules,
  ...destinationRules,
  ...replicationRules,
  ...copyRules,
  ...replicationSettingRules,
  ...destinationSettingRules,
];
