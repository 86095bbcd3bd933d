import { decisionMutations, harmlessDecisions } from './https/decisions';
import { arrivingMutations, deliveryMutations, harmlessDeliveries, leavingMutations, STATES } from './https/delivery';
import { endpointMutations, harmlessEndpoints } from './https/endpoint';
import { harmlessFunctions, siteFunctionMutations } from './https/functions';
import { harmlessHttpsRecords, httpsRecordMutations } from './https/records';
import type { Mutations } from './mutations';

export const httpsMutations: readonly Mutations[] = [
  {
    settings: { secondaryEndpoint: 'https' },
    broken: {
      ...endpointMutations,
      ...siteFunctionMutations,
      ...httpsRecordMutations,
      ...decisionMutations,
      ...deliveryMutations,
    },
    harmless: {
      ...harmlessEndpoints,
      ...harmlessFunctions,
      ...harmlessHttpsRecords,
      ...harmlessDecisions,
      ...harmlessDeliveries,
    },
  },
  arrivingMutations,
  leavingMutations,
  ...STATES,
];
