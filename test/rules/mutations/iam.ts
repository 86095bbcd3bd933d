import type { Mutations } from './mutations';

export const iamMutations: readonly Mutations[] = [];
