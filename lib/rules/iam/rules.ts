import type { Rule } from '../rule';
import { conditionRules } from './condition-rules';
import { documentRules } from './document-rules';
import { elementRules } from './element-rules';
import { limitRules } from './limit-rules';
import { replicationRoleRules } from './replication-role';
import { roleRules } from './role-rules';
import { statementRules } from './statement-rules';

export const iamRules: readonly Rule[] = [
  ...documentRules,
  ...statementRules,
  ...elementRules,
  ...conditionRules,
  ...limitRules,
  ...roleRules,
  ...replicationRoleRules,
];
