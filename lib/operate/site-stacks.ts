import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { stackName } from '../config/names';
import { US_EAST_1 } from '../config/regions';
import type { Site } from '../site-config';
import type { Aws } from './aws';
import { nameOf } from './aws-error';

export type StackRole = 'Secondary' | 'Certificate' | 'Website' | 'Monitoring';

/** A stack as CloudFormation has it now. */
export interface DeployedStack {
  readonly role: StackRole;
  readonly name: string;
  readonly region: string;
  /** `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The stacks that a site has, in the order of their deployment, each with its Region. */
export function stacksOf(site: Site): { role: StackRole; name: string; region: string }[] {
  const regions: Record<StackRole, string | undefined> = {
    Secondary: site.secondaryRegion,
    Certificate: site.certificateArn === undefined ? US_EAST_1 : undefined,
    Website: site.primaryRegion,
    Monitoring: US_EAST_1,
  };
  return (Object.keys(regions) as StackRole[]).flatMap((role) => {
    const region = regions[role];
    return region === undefined ? [] : [{ role, name: stackName(site, role), region }];
  });
}

/**
 * One of the site's stacks; `undefined` when it was never deployed, or is gone.
 *
 * @throws Error of the SDK
 */
export async function readStack(aws: Aws, site: Site, role: StackRole): Promise<DeployedStack | undefined> {
  const stack = stacksOf(site).find((one) => one.role === role);
  if (!stack) {
    return undefined;
  }
  const { Stacks: [found] = [] } = await aws
    .cloudFormation(stack.region)
    .send(new DescribeStacksCommand({ StackName: stack.name }))
    .catch((error: unknown) => {
      if (nameOf(error) === 'ValidationError' && (error as Error).message.includes('does not exist')) {
        return { Stacks: [] };
      }
      throw error;
    });
  const outputs = (found?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
  return (
    found && {
      ...stack,
      status: found.StackStatus ?? '',
      outputs: Object.fromEntries(outputs) as Record<string, string>,
    }
  );
}
