import { misspeltAcknowledgements, withoutAcknowledged } from './acknowledgements';
import type { Assembly } from './assembly/assembly';
import type { Resource } from './assembly/resource';
import type { Stack } from './assembly/stack';
import { MisshapenValue, UnknownValue } from './assembly/value';
import { FOUND_IN_PASSING, named, where, type Finding, type Judgement, type Unjudged } from './finding';
import type { Problem, Rule } from './rule';

/** Applies rules to everything in a synthesized app. */
export function judge(assembly: Assembly, rules: readonly Rule[]): Judgement {
  const findings = new Map<string, Finding>();
  const unjudged: Unjudged[] = [];
  const collect = (rule: Rule, subject: Resource | Stack, problems: () => Iterable<Problem>) => {
    try {
      for (const problem of problems()) {
        add(findings, readable(finding(rule, subject, problem), assembly));
      }
    } catch (error) {
      if (error instanceof UnknownValue) {
        unjudged.push({ id: rule.id, path: subject.path, why: error.message });
      } else if (error instanceof MisshapenValue) {
        add(findings, misshapen(subject, error));
      } else {
        throw new Error(`the rule ${rule.id} failed on ${subject.path}`, { cause: error });
      }
    }
  };
  for (const rule of rules) {
    if ('checkStack' in rule) {
      assembly.stacks.forEach((stack) => collect(rule, stack, () => rule.checkStack(stack, assembly)));
    } else {
      for (const resource of rule.types.flatMap((type) => assembly.all(type))) {
        collect(rule, resource, () => rule.check(resource, assembly));
      }
    }
  }
  for (const misspelt of misspeltAcknowledgements(assembly, rules)) {
    add(findings, misspelt);
  }
  return { ...withoutAcknowledged([...findings.values()], assembly.source.acknowledgements), unjudged };
}

function add(findings: Map<string, Finding>, found: Finding): void {
  const { id, templateFile, logicalId, path, place, message } = found;
  findings.set([id, templateFile, logicalId ?? path, place, message].join('\n'), found);
}

function finding(rule: Rule, subject: Resource | Stack, { at, wrong, write, ...problem }: Problem): Finding {
  return {
    ...named(rule.id),
    severity: rule.severity,
    message: wrong,
    fix: write,
    page: rule.page,
    place: at?.place,
    ...where(problem.resource ?? subject),
  };
}

/** What a finding says, with construct paths for what stands for names that nobody knows yet. */
function readable(one: Finding, assembly: Assembly): Finding {
  return { ...one, message: assembly.readable(one.message), fix: one.fix && assembly.readable(one.fix) };
}

function misshapen(subject: Resource | Stack, error: MisshapenValue): Finding {
  const { id, severity, page } = FOUND_IN_PASSING.readable;
  return {
    ...named(id),
    severity,
    message: error.message,
    fix: 'write a value of the documented type',
    page,
    ...where(subject),
  };
}
