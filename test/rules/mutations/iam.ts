import { policies } from './iam/policies';
import { roles } from './iam/roles';
import type { Mutations } from './mutations';

export const iamMutations: readonly Mutations[] = [
  {
    broken: { ...policies.broken, ...roles.broken },
    harmless: { ...policies.harmless, ...roles.harmless },
  },
];
