import type { Assembly } from './assembly/assembly';
import type { Acknowledgement } from './assembly/assembly-source';
import { Resource } from './assembly/resource';
import type { Stack } from './assembly/stack';
import { MisshapenValue, UnknownValue } from './assembly/value';
import type { Problem, Rule, Severity } from './rule';

/** Begins the ids under which rules are acknowledged: `failover::<rule>`. */
export const NAMESPACE = 'failover';

/** A rule that is broken somewhere. */
export interface Finding {
  /** Of the rule. */
  readonly id: string;
  /** What `Validations.of(construct).acknowledge` takes as its id. */
  readonly acknowledgeAs: string;
  readonly severity: Severity;
  /** What is wrong there, in one sentence. */
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
  /** AWS's page behind the rule. */
  readonly page?: string;
  /** Construct path of the resource, or of the stack. */
  readonly path: string;
  /** Template in the assembly. */
  readonly templateFile: string;
  /** Absent for a stack as a whole. */
  readonly logicalId?: string;
  /** Where the code creates it, `<file>:<line>:<column>`, if the assembly tells. */
  readonly createdAt?: string;
  /** Place in the resource, `Properties.VersioningConfiguration`; absent for the resource as a whole. */
  readonly place?: string;
}

/** A rule that could not be applied somewhere, because a value is known only once deployed. */
export interface Unjudged {
  readonly id: string;
  readonly path: string;
  readonly why: string;
}

/** What all rules say of an app. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** Findings that the code acknowledges. */
  readonly acknowledged: readonly (Finding & { readonly reason: string })[];
  readonly unjudged: readonly Unjudged[];
}

/** A property that a rule could not read, as it is of another type than its documentation gives. */
export const READABLE_PROPERTIES = {
  id: 'readable-properties',
  sentence: 'Every property has the type that its documentation gives.',
  page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html',
} as const;

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
  const { id, page } = READABLE_PROPERTIES;
  return {
    ...named(id),
    severity: 'error',
    message: error.message,
    fix: 'write a value of the documented type',
    page,
    ...where(subject),
  };
}

function named(id: string): Pick<Finding, 'id' | 'acknowledgeAs'> {
  return { id, acknowledgeAs: `${NAMESPACE}::${id}` };
}

/** How a finding says where it is. */
export function where(subject: Resource | Stack): Pick<Finding, 'path' | 'templateFile' | 'logicalId' | 'createdAt'> {
  if (!(subject instanceof Resource)) {
    return { path: subject.path, templateFile: subject.source.templateFile };
  }
  const { path, logicalId, stack } = subject;
  return { path, templateFile: stack.source.templateFile, logicalId, createdAt: stack.source.createdAt.get(logicalId) };
}

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
