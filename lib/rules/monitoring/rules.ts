import type { Rule } from '../rule';

export const monitoringRules: readonly Rule[] = [];
