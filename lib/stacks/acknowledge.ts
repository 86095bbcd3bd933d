import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why some rules of this app need not hold for a construct. */
export function acknowledge(construct: IConstruct, rules: readonly string[], reason: string): void {
  Validations.of(construct).acknowledge(...rules.map((rule) => ({ id: `failover::${rule}`, reason })));
}
