import type { Mutations } from './mutations';

export const templateMutations: readonly Mutations[] = [];
