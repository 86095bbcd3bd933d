import type { Rule } from '../rule';

export const cloudfrontRules: readonly Rule[] = [];
