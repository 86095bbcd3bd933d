import { referencesIn } from '../assembly/references';
import type { Stack } from '../assembly/stack';
import type { Rule } from '../rule';

/** That resources can be created one after the other. */
export const orderRules: readonly Rule[] = [
  {
    id: 'no-circular-dependencies',
    severity: 'error',
    sentence: 'No resource waits, over references and DependsOn, for itself.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    *checkStack(stack) {
      for (const circle of circlesIn(stack)) {
        yield {
          resource: stack.resources.get(circle[0] ?? ''),
          wrong: `the resources wait for one another: ${[...circle, circle[0]].join(' → ')}`,
          write: 'remove one of the references or DependsOn',
        };
      }
    },
  },
];

/** Logical ids of resources that wait for one another, each circle once. */
function* circlesIn(stack: Stack): Generator<string[]> {
  const waitsFor = new Map(
    [...stack.resources.values()].map((resource): [string, string[]] => [
      resource.logicalId,
      [...resource.dependsOn, ...referencesIn(resource.source.Properties, '').map(({ logicalId }) => logicalId)].filter(
        (id) => id !== resource.logicalId && stack.resources.has(id),
      ),
    ]),
  );
  const done = new Set<string>();
  const visit = function* (id: string, path: string[]): Generator<string[]> {
    const start = path.indexOf(id);
    if (start >= 0) {
      yield path.slice(start);
    } else if (!done.has(id)) {
      path.push(id);
      for (const next of waitsFor.get(id) ?? []) {
        yield* visit(next, path);
      }
      path.pop();
      done.add(id);
    }
  };
  for (const id of waitsFor.keys()) {
    yield* visit(id, []);
  }
}
