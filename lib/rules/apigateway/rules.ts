import type { Rule } from '../rule';
import { apiRules } from './apis';
import { apiDomainRules } from './domains';
import { apiMappingRules } from './mappings';
import { apiRecordRules } from './records';

export const apiGatewayRules: readonly Rule[] = [
  ...apiDomainRules,
  ...apiMappingRules,
  ...apiRules,
  ...apiRecordRules,
];
