import type { Mutations } from './mutations';

export const contentMutations: readonly Mutations[] = [];
