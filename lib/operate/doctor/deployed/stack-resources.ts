import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { stacksOf, type StackRole } from '../../site-stacks';
import type { Examination } from '../check';

/** One of a stack's resources that is there. */
export interface StackResource {
  readonly type: string;
  readonly logicalId: string;
  /** Physical: a name or an ARN. */
  readonly id: string;
}

const asked = new WeakMap<Examination, Map<StackRole, Promise<StackResource[]>>>();

/**
 * What a stack that is there has made; nothing when it is not.
 *
 * @throws Error of the SDK
 */
export function resourcesOf(examination: Examination, role: StackRole): Promise<StackResource[]> {
  const answers = asked.get(examination) ?? new Map<StackRole, Promise<StackResource[]>>();
  asked.set(examination, answers);
  const answer = answers.get(role) ?? list(examination, role);
  answers.set(role, answer);
  return answer;
}

async function list(examination: Examination, role: StackRole): Promise<StackResource[]> {
  const stack = stacksOf(examination.site).find((one) => one.role === role);
  if (!stack || !(await examination.stack(role))) {
    return [];
  }
  const found: StackResource[] = [];
  const client = examination.aws.cloudFormation(stack.region);
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client },
    { StackName: stack.name },
  )) {
    found.push(
      ...StackResourceSummaries.map(({ ResourceType = '', LogicalResourceId = '', PhysicalResourceId = '' }) => ({
        type: ResourceType,
        logicalId: LogicalResourceId,
        id: PhysicalResourceId,
      })),
    );
  }
  return found;
}
