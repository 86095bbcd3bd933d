import type { Site } from '../../../site-config';
import type { StackRole } from '../../site-stacks';

/**
 * Puts back what somebody changed by hand on a stack's resources.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export function revertDrift({ domainName }: Site, role: StackRole): string {
  return `npx cdk deploy '${domainName}/${role}' --revert-drift`;
}
