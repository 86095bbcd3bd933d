import { readFailoverPair, type FailoverPair } from '../failover-pair';
import { readStack, type DeployedStack, type StackRole } from '../site-stacks';
import type { Examination } from './check';

type Asked = Pick<Examination, 'site' | 'aws' | 'network' | 'signal' | 'now' | 'synthesized'>;

/** What one run of the doctor asks with: answers that several checks need are asked for once. */
export function examinationOf(asked: Asked): Examination {
  const stacks = new Map<StackRole, Promise<DeployedStack | undefined>>();
  let pair: Promise<FailoverPair> | undefined;
  return {
    ...asked,
    stack(role) {
      const stack = stacks.get(role) ?? readStack(asked.aws, asked.site, role);
      stacks.set(role, stack);
      return stack;
    },
    failoverPair() {
      pair ??= readFailoverPair(asked.aws, asked.site);
      return pair;
    },
  };
}
