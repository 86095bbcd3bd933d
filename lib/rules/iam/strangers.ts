import type { Assembly } from '../assembly/assembly';
import { isForEveryone, type Condition, type Statement } from './statements';

/** An account, or someone of it, that has no stack here. */
export function isStranger(principal: string, assembly: Assembly): boolean {
  const account = /^(?:arn:aws:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
  return account !== undefined && !assembly.once(accounts).has(account);
}

function accounts(assembly: Assembly): Set<string | undefined> {
  return new Set(assembly.stacks.map(({ source }) => source.account));
}

/** Conditions that only some known ones meet. */
export function namesSomeone({ operator, key, values }: Condition): boolean {
  const isPositive = /^(ForAnyValue:)?(String(Equals|Like)|Arn(Equals|Like))/.test(operator);
  const isIdentity =
    /^aws:(principal(arn|account|orgid|orgpaths)|source(arn|account|orgid|vpc|vpce|owner)|userid)$|^sts:externalid$|:(sub|aud)$/;
  return isPositive && !operator.endsWith('IfExists') && isIdentity.test(key) && values.every((value) => value !== '*');
}

/** Whether a statement lets people in of whom nobody knows who they are. */
export function isForAnonymous(statement: Statement): boolean {
  return statement.effect === 'Allow' && isForEveryone(statement) && !statement.conditions.some(namesSomeone);
}
