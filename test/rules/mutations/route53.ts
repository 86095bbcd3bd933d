import type { Mutations } from './mutations';

export const route53Mutations: readonly Mutations[] = [];
