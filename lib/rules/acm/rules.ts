import type { Rule } from '../rule';

export const acmRules: readonly Rule[] = [];
