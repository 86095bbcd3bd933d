import type { Assembly } from '../assembly/assembly';

/** Paths of all stacks that are deployed before each. */
export function earlierStacks({ stacks }: Assembly): Map<string, Set<string>> {
  const byPath = new Map(stacks.map((stack) => [stack.path, stack]));
  const known = new Map<string, Set<string>>();
  const before = (path: string): Set<string> => {
    const earlier = known.get(path) ?? new Set<string>();
    if (!known.has(path)) {
      known.set(path, earlier);
      for (const dependency of byPath.get(path)?.source.dependencies ?? []) {
        earlier.add(dependency);
        before(dependency).forEach((transitive) => earlier.add(transitive));
      }
    }
    return earlier;
  };
  stacks.forEach(({ path }) => before(path));
  return known;
}
