import type { Assembly } from './assembly/assembly';
import type { Acknowledgement } from './assembly/assembly-source';
import { FOUND_IN_PASSING, named, NAMESPACE, type Finding, type Judgement } from './finding';
import type { Rule } from './rule';

/** Parts findings from those that the code acknowledges, at the construct or above it. */
export function withoutAcknowledged(
  found: readonly Finding[],
  acknowledgements: readonly Acknowledgement[],
): Pick<Judgement, 'findings' | 'acknowledged'> {
  const findings: Finding[] = [];
  const acknowledged: (Finding & { reason: string })[] = [];
  for (const one of found) {
    const acknowledgement = acknowledgements.find(
      ({ id, path }) => id === one.acknowledgeAs && `${one.path}/`.startsWith(`${path}/`),
    );
    if (acknowledgement) {
      acknowledged.push({ ...one, reason: acknowledgement.reason });
    } else {
      findings.push(one);
    }
  }
  return { findings, acknowledged };
}

/** Acknowledgements of ours that acknowledge nothing, as no rule has the id. */
export function* misspeltAcknowledgements({ source, stacks }: Assembly, rules: readonly Rule[]): Generator<Finding> {
  const { id, severity, page } = FOUND_IN_PASSING.acknowledgement;
  const known = new Set([...rules, ...Object.values(FOUND_IN_PASSING)].map((rule) => named(rule.id).acknowledgeAs));
  for (const { id: acknowledged, path } of source.acknowledgements) {
    if (acknowledged.startsWith(`${NAMESPACE}::`) && !known.has(acknowledged)) {
      const stack = stacks.find((one) => `${path}/`.startsWith(`${one.path}/`)) ?? stacks[0];
      yield {
        ...named(id),
        severity,
        message: `no rule has the id ${acknowledged}: nothing is acknowledged`,
        fix: 'write the id that the finding gives',
        page,
        path,
        templateFile: stack?.source.templateFile ?? '',
      };
    }
  }
}
