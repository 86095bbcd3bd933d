import { alarmMutations } from './monitoring/alarms';
import { topicMutations } from './monitoring/topics';
import type { Mutations } from './mutations';

export const monitoringMutations: readonly Mutations[] = [alarmMutations, topicMutations];
