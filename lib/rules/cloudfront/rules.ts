import type { Rule } from '../rule';
import { aliasRules } from './aliases';
import { attachmentRules } from './attachments';
import { behaviorRules } from './behaviors';
import { cachingRules } from './caching';
import { certificateRules } from './certificate';
import { corsRules } from './cors';
import { directoryRules } from './directories';
import { distributionRules } from './distribution';
import { edgeRules } from './edge';
import { functionAnswerRules } from './function-answers';
import { functionRules } from './functions';
import { hstsRules } from './hsts';
import { lambdaEdgeRules } from './lambda-edge';
import { nameRules } from './names';
import { originAccessRules } from './origin-access';
import { originConnectionRules } from './origin-connection';
import { originGroupRules } from './origin-groups';
import { originRules } from './origins';
import { pageHeaderRules } from './page-headers';
import { pageRules } from './pages';
import { policyRules } from './policies';
import { policyReferenceRules } from './policy-references';
import { replicaRules } from './replicas';
import { responseHeadersRules } from './response-headers';
import { s3OriginRules } from './s3-origins';
import { tlsRules } from './tls';
import { unusedRules } from './unused';
import { viewerAccessRules } from './viewer-access';

export const cloudfrontRules: readonly Rule[] = [
  ...distributionRules,
  ...attachmentRules,
  ...aliasRules,
  ...certificateRules,
  ...tlsRules,
  ...originRules,
  ...originConnectionRules,
  ...s3OriginRules,
  ...originAccessRules,
  ...originGroupRules,
  ...replicaRules,
  ...behaviorRules,
  ...viewerAccessRules,
  ...cachingRules,
  ...policyReferenceRules,
  ...policyRules,
  ...nameRules,
  ...pageRules,
  ...edgeRules,
  ...directoryRules,
  ...lambdaEdgeRules,
  ...functionRules,
  ...functionAnswerRules,
  ...responseHeadersRules,
  ...pageHeaderRules,
  ...corsRules,
  ...hstsRules,
  ...unusedRules,
];
