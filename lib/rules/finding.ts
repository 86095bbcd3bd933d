import { Resource } from './assembly/resource';
import type { Stack } from './assembly/stack';
import type { Severity } from './rule';

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

/** What is found in the course of judging, by no rule of its own. */
export const FOUND_IN_PASSING = {
  readable: {
    id: 'readable-properties',
    severity: 'error',
    sentence: 'Every property has the type that its documentation gives.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html',
  },
  acknowledgement: {
    id: 'acknowledgements-name-a-rule',
    severity: 'warning',
    sentence: 'Whatever is acknowledged as failover::<rule> is a rule.',
    page: 'https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html',
  },
} as const;

/** The id of a rule, and what it is acknowledged as. */
export function named(id: string): Pick<Finding, 'id' | 'acknowledgeAs'> {
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
