import { deploymentMutations } from './content/deployments';
import { emptyingMutations, functionMutations } from './content/functions';
import type { Mutations } from './mutations';

export const contentMutations: readonly Mutations[] = [deploymentMutations, functionMutations, emptyingMutations];
