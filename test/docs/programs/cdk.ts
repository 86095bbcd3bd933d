import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackRole } from '../../../lib/operate/site-stacks';
import { ROOT } from '../documents';
import { readOptions, type KnownOption } from './options';

interface CdkCommand {
  readonly arg?: { readonly name: string };
  readonly aliases?: readonly string[];
  readonly options?: Readonly<Record<string, KnownOption>>;
}

/** What the installed CLI makes its own parser of. */
const { commands, globalOptions } = JSON.parse(
  fs.readFileSync(path.join(ROOT, 'node_modules/aws-cdk/lib/cli/cli-type-registry.json'), 'utf8'),
) as { commands: Record<string, CdkCommand>; globalOptions: Record<string, KnownOption> };

const ROLES: Record<StackRole, true> = { Secondary: true, Certificate: true, Website: true, Monitoring: true };

/** The stack that belongs to no site. */
const ACCESS = 'GitHubAccess';

/** The CLI takes unknown options in silence, so its own answer would prove nothing. */
export function judgeCdk([name = '', ...args]: readonly string[]): string[] {
  const command = Object.entries(commands).find(([id, { aliases }]) => id === name || aliases?.includes(name))?.[1];
  if (!command) {
    return [`cdk has no command ${name}`];
  }
  const { problems, others } = readOptions(args, { ...globalOptions, ...command.options });
  if (!command.arg && others.length > 0) {
    problems.push(`takes no arguments, got: ${others.join(' ')}`);
  }
  const stacks = command.arg?.name === 'STACKS' ? others.filter((stack) => stack !== ACCESS) : [];
  for (const stack of stacks) {
    const [, role] = /^[\w.-]+\/(.+)$/.exec(stack) ?? [];
    if (role !== '*' && !(String(role) in ROLES)) {
      problems.push(`no site has the stack ${stack}`);
    }
  }
  return problems.map((problem) => `cdk ${name} ${problem}`);
}
