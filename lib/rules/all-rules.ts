import { acmRules } from './acm/rules';
import { cloudfrontRules } from './cloudfront/rules';
import { contentRules } from './content/rules';
import { iamRules } from './iam/rules';
import { monitoringRules } from './monitoring/rules';
import { route53Rules } from './route53/rules';
import type { Rule } from './rule';
import { s3Rules } from './s3/rules';
import { templateRules } from './template/rules';

/** Every rule that a site has to obey. */
export const ALL_RULES: readonly Rule[] = [
  ...templateRules,
  ...s3Rules,
  ...iamRules,
  ...cloudfrontRules,
  ...acmRules,
  ...route53Rules,
  ...monitoringRules,
  ...contentRules,
];
