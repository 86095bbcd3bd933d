import type { Stack } from './stack';
import { isRecord } from './value';

/** Whether a condition holds; undefined when that depends on parameters. */
export function holds(condition: unknown, stack: Stack): boolean | undefined {
  const [[name, argument] = ['', undefined]] = isRecord(condition) ? Object.entries(condition) : [];
  const each = () => (Array.isArray(argument) ? argument.map((one) => holds(one, stack)) : []);
  switch (name) {
    case 'Condition':
      return holds(stack.source.template.Conditions?.[String(argument)], stack);
    case 'Fn::Not':
      return each().some((one) => one === undefined) ? undefined : !each()[0];
    case 'Fn::And':
      return each().includes(false) ? false : each().includes(undefined) ? undefined : true;
    case 'Fn::Or':
      return each().includes(true) ? true : each().includes(undefined) ? undefined : false;
    case 'Fn::Equals': {
      const [left, right] = Array.isArray(argument) ? (argument as unknown[]) : [];
      const known = [left, right].map((side) => literal(side, stack));
      return known.includes(undefined) ? undefined : known[0] === known[1];
    }
    default:
      return undefined;
  }
}

function literal(side: unknown, { source }: Stack): string | undefined {
  const pseudo: Record<string, string | undefined> = { 'AWS::Region': source.region, 'AWS::AccountId': source.account };
  return isRecord(side) ? pseudo[String(side.Ref)] : String(side);
}
