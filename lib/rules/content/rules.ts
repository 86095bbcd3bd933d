import type { Rule } from '../rule';
import { contentFunctionRules } from './content-function';
import { deploymentRules } from './deployments';
import { emptyingRules } from './emptying';
import { functionPartRules } from './function-parts';
import { functionRules } from './functions';
import { invalidationRules } from './invalidations';
import { logGroupRules } from './log-groups';
import { metadataRules } from './metadata';
import { deploymentOrderRules } from './order';
import { pagePublicationRules } from './pages';

export const contentRules: readonly Rule[] = [
  ...deploymentRules,
  ...deploymentOrderRules,
  ...pagePublicationRules,
  ...metadataRules,
  ...invalidationRules,
  ...contentFunctionRules,
  ...functionRules,
  ...functionPartRules,
  ...logGroupRules,
  ...emptyingRules,
];
