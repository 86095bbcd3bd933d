import type { Assembly } from '../assembly/assembly';
import type { Stack } from '../assembly/stack';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { earlierStacks } from './earlier-stacks';
import { objectsIn, partsOf, placed } from './walk';

const PAGE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html';

/** That what one stack imports is exported by another, once. */
export const importRules: readonly Rule[] = [
  {
    id: 'imports-are-exported-first',
    severity: 'error',
    sentence: 'Fn::ImportValue names an export of a stack in the same Region that is deployed before.',
    page: PAGE,
    *checkStack(stack, assembly) {
      for (const part of partsOf(stack)) {
        for (const [{ 'Fn::ImportValue': name }, at] of objectsIn(part.node, part.place)) {
          if (typeof name !== 'string') {
            continue;
          }
          const [producer] = (assembly.once(exportsByName).get(name) ?? []).filter(
            (exporting) => exporting.source.region === stack.source.region,
          );
          if (!producer || !assembly.once(earlierStacks).get(stack.path)?.has(producer.path)) {
            yield {
              resource: part.resource,
              at: placed(at),
              wrong: producer
                ? `${stack.path} imports ${name} of ${producer.path}, but may be deployed before it`
                : `no stack of this app exports ${name} in ${stack.source.region}`,
              write: producer
                ? `make ${stack.path} depend on ${producer.path}`
                : 'export it there, or read it with Fn::GetStackOutput',
            };
          }
        }
      }
    },
  },
  {
    id: 'exports-are-unique',
    severity: 'error',
    sentence: 'Two stacks in one account and Region never export the same name.',
    page: PAGE,
    *checkStack(stack, assembly) {
      for (const name of exportsOf(stack)) {
        const [first] = (assembly.once(exportsByName).get(name) ?? []).filter(
          ({ source }) => source.region === stack.source.region && source.account === stack.source.account,
        );
        const ofOwn = exportsOf(stack).filter((own) => own === name);
        if (first !== stack || ofOwn.length > 1) {
          yield {
            at: placed('Outputs'),
            wrong: `${name} is exported by ${first?.path ?? stack.path} as well`,
            write: 'give the export another name',
          };
        }
      }
    },
  },
];

function exportsByName({ stacks }: Assembly): Map<string, Stack[]> {
  const exported = stacks.flatMap((stack) => exportsOf(stack).map((name) => ({ name, stack })));
  return new Map(
    [...groupBy(exported, ({ name }) => name)].map(([name, those]) => [name, those.map(({ stack }) => stack)]),
  );
}

function exportsOf({ source }: Stack): string[] {
  return Object.values(source.template.Outputs ?? {})
    .map((output) => output.Export?.Name)
    .filter((name) => typeof name === 'string');
}
