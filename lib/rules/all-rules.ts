import { acmRules } from './acm/rules';
import { apiGatewayRules } from './apigateway/rules';
import { cloudfrontRules } from './cloudfront/rules';
import { contentRules } from './content/rules';
import { iamRules } from './iam/rules';
import { lambdaRules } from './lambda/rules';
import { monitoringRules } from './monitoring/rules';
import { route53Rules } from './route53/rules';
import type { Rule } from './rule';
import { s3Rules } from './s3/rules';
import { templateRules } from './template/rules';

/** Every rule, by what it is about. */
export const RULE_GROUPS: Readonly<Record<string, readonly Rule[]>> = {
  'Templates and stacks': templateRules,
  Buckets: s3Rules,
  'Roles and policies': iamRules,
  CloudFront: cloudfrontRules,
  Certificates: acmRules,
  'Records and health checks': route53Rules,
  'HTTPS endpoints': apiGatewayRules,
  'Functions that serve': lambdaRules,
  'Alarms, topics and dashboards': monitoringRules,
  'Published content': contentRules,
};

/** Every rule that a site has to obey. */
export const ALL_RULES: readonly Rule[] = Object.values(RULE_GROUPS).flat();
