import type { Rule } from '../rule';
import { conditionRules } from './conditions';
import { importRules } from './imports';
import { intrinsicRules } from './intrinsics';
import { limitRules } from './limits';
import { nameRules } from './names';
import { orderRules } from './order';
import { referenceRules } from './references';
import { stackOutputRules } from './stack-outputs';
import { stackRules } from './stacks';

export const templateRules: readonly Rule[] = [
  ...stackRules,
  ...limitRules,
  ...referenceRules,
  ...intrinsicRules,
  ...stackOutputRules,
  ...importRules,
  ...orderRules,
  ...conditionRules,
  ...nameRules,
];
