import type { Mutations } from './mutations';

export const acmMutations: readonly Mutations[] = [];
