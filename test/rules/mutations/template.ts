import type { Mutations } from './mutations';
import { referenceMutations } from './template/references';
import { stackMutations } from './template/stacks';

export const templateMutations: readonly Mutations[] = [referenceMutations, stackMutations];
