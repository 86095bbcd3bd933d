import type { Clients } from '../clients';
import { differing } from '../holes';
import { kindOf, readBack } from './compare';
import { deployedStacks } from './stacks';

/**
 * Reads every property of every resource back and compares the holes with the committed list, both ways.
 *
 * @throws Error that names each hole that is not on the list, and each entry that is none
 */
export async function expectOnlyKnownHoles(assembly: string, aws: Clients): Promise<void> {
  const stacks = await deployedStacks(assembly, aws);
  const holes = await readBack(stacks, aws);
  const known = differing(stacks.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => kindOf(Type))));
  const problems = [
    ...[...holes].filter(([what]) => !known.includes(what)).map(([what, why]) => `not on the list: ${what} (${why})`),
    ...known.filter((what) => !holes.has(what)).map((what) => `on the list, but no hole: ${what}`),
  ];
  if (problems.length > 0) {
    throw new Error(['the holes differ from test/e2e/holes.ts', ...problems].join('\n  - '));
  }
}
