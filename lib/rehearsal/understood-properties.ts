import type { Resource } from '../rules/assembly/resource';
import { isRecord } from '../rules/assembly/value';
import { NotUnderstood } from './not-understood';

/**
 * Refuses a resource that has a property which the rehearsal does not model.
 *
 * @param known names joined with dots; what is below one of them is known as well
 * @throws NotUnderstood for the first that is not
 */
export function refuseUnknownProperties(resource: Resource, known: readonly string[]): void {
  const unknown = unknownPlace(resource.source.Properties, '', known);
  if (unknown !== undefined) {
    throw new NotUnderstood(resource.path, `the property ${unknown}`);
  }
}

/** The first place that is neither in a table nor above or below one that is; elements of lists have no place. */
function unknownPlace(node: unknown, place: string, known: readonly string[]): string | undefined {
  if (known.includes(place)) {
    return undefined;
  }
  const isAbove = place === '' || known.some((one) => one.startsWith(`${place}.`));
  if (!isAbove) {
    return place;
  }
  const below = Array.isArray(node)
    ? node.map((element): [string, unknown] => [place, element])
    : Object.entries(isRecord(node) ? node : {}).map(([name, value]): [string, unknown] => [
        place === '' ? name : `${place}.${name}`,
        value,
      ]);
  return below.map(([name, value]) => unknownPlace(value, name, known)).find((found) => found !== undefined);
}
