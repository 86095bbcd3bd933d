import { isDeepStrictEqual } from 'node:util';
import { ResourceImpact, type ResourceDifference, type TemplateDiff } from '@aws-cdk/cloudformation-diff';
import type { StackComparison } from './comparison';
import { isKeptWhenRemoved, isKeptWhenReplaced, isStateful } from './stateful';

/** A stateful resource that does not stay what it is. */
export interface Loss {
  readonly how: 'removed' | 'replaced' | 'may be replaced';
  readonly type: string;
  /** Path of its construct, else its logical id. */
  readonly resource: string;
  readonly isKept: boolean;
}

/** What differs in a stack, counted in resources. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly replaced: number;
  /** It depends on values that only a deployment knows. */
  readonly maybeReplaced: number;
  readonly removed: number;
  /** Differences outside of the resources: outputs, parameters … */
  readonly others: number;
  /** Other files to publish, and nothing else. */
  readonly isContentOnly: boolean;
  readonly losses: readonly Loss[];
}

const IMPACTS: Readonly<Partial<Record<ResourceImpact, Loss['how']>>> = {
  [ResourceImpact.WILL_REPLACE]: 'replaced',
  [ResourceImpact.MAY_REPLACE]: 'may be replaced',
  [ResourceImpact.WILL_DESTROY]: 'removed',
  [ResourceImpact.WILL_ORPHAN]: 'removed',
};

/** Sorts the differences of a stack by what they do to it. A stack that is gone from the app stays deployed: it loses nothing. */
export function changesOf({ kind, differences }: StackComparison): Changes {
  const all = Object.entries(differences.resources.changes);
  const count = (...impacts: ('added' | 'changed' | Loss['how'])[]) =>
    all.filter(([, difference]) => impacts.includes(impactOf(difference))).length;
  return {
    added: count('added'),
    changed: count('changed'),
    replaced: count('replaced'),
    maybeReplaced: count('may be replaced'),
    removed: count('removed'),
    others: differences.differenceCount - differences.resources.differenceCount,
    isContentOnly: kind === 'changed' && isContentOnly(differences),
    losses: kind === 'gone' ? [] : all.flatMap(([id, difference]) => lossOf(id, difference)),
  };
}

/**
 * Properties within properties of which another value means another resource: the toolkit's library knows those at the top alone.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53-healthcheck-healthcheckconfig.html
 */
const REPLACING_WITHIN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS::Route53::HealthCheck': { HealthCheckConfig: ['Type', 'MeasureLatency', 'RequestInterval'] },
};

function isReplacedWithin({ resourceType = '', propertyUpdates }: ResourceDifference): boolean {
  return Object.entries(REPLACING_WITHIN[resourceType] ?? {}).some(([property, names]) => {
    const { oldValue, newValue } = (propertyUpdates[property] ?? {}) as Partial<
      Record<string, Record<string, unknown>>
    >;
    return names.some((name) => !isDeepStrictEqual(oldValue?.[name], newValue?.[name]));
  });
}

function impactOf(difference: ResourceDifference): 'added' | 'changed' | Loss['how'] {
  if (difference.isAddition) {
    return 'added';
  }
  if (difference.isUpdate && isReplacedWithin(difference)) {
    return 'replaced';
  }
  return isContent(difference) ? 'changed' : (IMPACTS[difference.changeImpact] ?? 'changed');
}

function lossOf(id: string, difference: ResourceDifference): Loss[] {
  const how = impactOf(difference);
  if (how === 'added' || how === 'changed' || !isStateful(difference)) {
    return [];
  }
  const { oldValue } = difference;
  const { 'aws:cdk:path': path } = (oldValue?.Metadata ?? {}) as { readonly 'aws:cdk:path'?: unknown };
  return [
    {
      how,
      type: oldValue?.Type ?? '',
      resource: typeof path === 'string' ? path : id,
      isKept: how === 'removed' ? isKeptWhenRemoved(difference) : isKeptWhenReplaced(difference),
    },
  ];
}

function isContentOnly({ resources, differenceCount }: TemplateDiff): boolean {
  const all = Object.values(resources.changes);
  return differenceCount > 0 && differenceCount === resources.differenceCount && all.every(isContent);
}

/**
 * Whether a deployment of content differs in its files alone. By the toolkit's library it may be replaced, as every custom
 * resource may.
 */
function isContent(difference: ResourceDifference): boolean {
  const changed = (differences: Readonly<Record<string, { readonly isDifferent: boolean }>>) =>
    Object.keys(differences).filter((name) => differences[name]?.isDifferent);
  return (
    difference.isUpdate &&
    difference.resourceType === 'Custom::CDKBucketDeployment' &&
    changed(difference.otherChanges).length === 0 &&
    changed(difference.propertyUpdates).every((name) => name === 'SourceObjectKeys')
  );
}
