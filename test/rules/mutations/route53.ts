import type { Mutations } from './mutations';
import { failoverMutations } from './route53/failover';
import { healthCheckMutations } from './route53/health-checks';
import { recordMutations } from './route53/records';

export const route53Mutations: readonly Mutations[] = [
  ...recordMutations,
  ...failoverMutations,
  ...healthCheckMutations,
];
