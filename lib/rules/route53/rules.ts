import type { Rule } from '../rule';

export const route53Rules: readonly Rule[] = [];
