import type { Rule } from '../rule';
import { functionAccessRules } from './access';
import { sameAnswerRules } from './same-answers';
import { siteFunctionRules } from './site-functions';

export const lambdaRules: readonly Rule[] = [...siteFunctionRules, ...functionAccessRules, ...sameAnswerRules];
