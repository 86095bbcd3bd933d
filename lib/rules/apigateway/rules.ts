import type { Rule } from '../rule';
import { apiRules } from './apis';
import { apiDomainRules } from './domains';
import { apiIntegrationRules } from './integrations';
import { apiMappingRules } from './mappings';
import { apiRecordRules } from './records';

export const apiGatewayRules: readonly Rule[] = [
  ...apiDomainRules,
  ...apiMappingRules,
  ...apiRules,
  ...apiIntegrationRules,
  ...apiRecordRules,
];
