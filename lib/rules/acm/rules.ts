import type { Rule } from '../rule';
import { certificateRules } from './certificates';
import { useRules } from './use';
import { validationRules } from './validation';

export const acmRules: readonly Rule[] = [...certificateRules, ...useRules, ...validationRules];
