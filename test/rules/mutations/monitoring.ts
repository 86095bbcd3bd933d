import type { Mutations } from './mutations';

export const monitoringMutations: readonly Mutations[] = [];
