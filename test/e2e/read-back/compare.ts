import type { Clients } from '../clients';
import { resolved } from './intrinsics';
import { READERS } from './readers';
import type { DeployedStack, Properties } from './stacks';

/**
 * Compares every property of every resource of the stacks with what the services' own APIs answer.
 *
 * A property that is nowhere in an answer differs, whichever of engine and reader has lost it.
 *
 * @returns types without a reader, and properties that are not answered as they were asked for, each with the reason
 */
export async function readBack(stacks: readonly DeployedStack[], aws: Clients): Promise<Map<string, string>> {
  const holes = new Map<string, string>();
  for (const stack of stacks) {
    for (const [logicalId, { Type: type, Properties: template = {} }] of Object.entries(stack.resources)) {
      const read = READERS[type];
      if (!read) {
        holes.set(kindOf(type), `${stack.name} ${logicalId}: no reader`);
        continue;
      }
      const asked = (await resolved(template, stack, aws)) as Properties;
      const id = stack.ids[logicalId] ?? '';
      const answered = await read({ id, asked, region: stack.region, aws });
      for (const [name, value] of Object.entries(asked)) {
        if (!agrees(value, answered[name])) {
          const was = `asked ${JSON.stringify(value)}, answered ${JSON.stringify(answered[name])}`;
          holes.set(`${type} ${name}`, `${stack.name} ${logicalId} ${name}: ${was}`);
        }
      }
    }
  }
  return holes;
}

/** A type of resource as the list of holes names it. */
export function kindOf(type: string): string {
  return type.replace(/^Custom::.*/, 'Custom::*');
}

/**
 * Whether an answer has everything that was asked for. It may have more: services fill in their defaults.
 *
 * CloudFormation and the APIs differ in the case of names, the types of scalars and the order of lists.
 */
export function agrees(asked: unknown, answered: unknown): boolean {
  if (Array.isArray(asked)) {
    return (
      Array.isArray(answered) &&
      asked.length === answered.length &&
      asked.every((item) => answered.some((other) => agrees(item, other)))
    );
  }
  if (typeof asked === 'object' && asked !== null) {
    if (typeof answered !== 'object' || answered === null) {
      return false;
    }
    const lowered = new Map(Object.entries(answered).map(([name, value]) => [name.toLowerCase(), value as unknown]));
    return Object.entries(asked).every(([name, value]) => agrees(value, lowered.get(name.toLowerCase())));
  }
  return answered !== undefined && answered !== null && `${asked as string}` === `${answered as string}`;
}
