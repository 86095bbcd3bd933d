import type { Mutations } from './mutations';

export const cloudfrontMutations: readonly Mutations[] = [];
