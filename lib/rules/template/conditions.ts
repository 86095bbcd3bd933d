import { holds } from '../assembly/conditions';
import type { Rule } from '../rule';
import { placed } from './walk';

/** That what is written is created. */
export const conditionRules: readonly Rule[] = [
  {
    id: 'conditions-can-hold',
    severity: 'error',
    sentence: 'No resource has a condition that never holds.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
    *checkStack(stack) {
      for (const resource of stack.resources.values()) {
        const name = resource.source.Condition;
        if (name !== undefined && holds({ Condition: name }, stack) === false) {
          yield {
            resource,
            at: placed('Condition'),
            wrong: `the condition ${name} never holds, so that the resource is never created`,
            write: 'remove the resource, or its condition',
          };
        }
      }
    },
  },
];
