import type { Site } from '../../site-config';
import { stacksOf } from '../site-stacks';

/** Every Region that a stack of the site goes to, once. */
export function regionsOf(site: Site): string[] {
  return [...new Set(stacksOf(site).map(({ region }) => region))];
}
