import type { Rule } from '../rule';
import { replicationRules } from './replication';

export const s3Rules: readonly Rule[] = [...replicationRules];
