import type { Site } from '../../site-config';
import { stacksOf } from '../site-stacks';
import type { Permission } from './check';

/** Every stack of a site, whatever id its deployment gave it. */
export function stackArns(site: Site): string[] {
  return stacksOf(site).map(({ name, region }) => `arn:aws:cloudformation:${region}:${site.account}:stack/${name}/*`);
}

/** For whether the site is deployed, and what its stacks put out. */
export const DESCRIBE_STACKS: Permission = { action: 'cloudformation:DescribeStacks', resources: stackArns };
