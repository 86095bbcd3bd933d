import { acmMutations } from './acm';
import { cloudfrontMutations } from './cloudfront';
import { contentMutations } from './content';
import { httpsMutations } from './https';
import { iamMutations } from './iam';
import { monitoringMutations } from './monitoring';
import type { Mutations } from './mutations';
import { route53Mutations } from './route53';
import { s3Mutations } from './s3';
import { templateMutations } from './template';

export const ALL_MUTATIONS: readonly Mutations[] = [
  ...templateMutations,
  ...s3Mutations,
  ...iamMutations,
  ...cloudfrontMutations,
  ...acmMutations,
  ...route53Mutations,
  ...monitoringMutations,
  ...contentMutations,
  ...httpsMutations,
];
