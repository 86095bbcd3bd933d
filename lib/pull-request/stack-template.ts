/** As far as a comparison looks into a template. */
export type AnyTemplate = Readonly<Record<string, unknown>>;

/** A stack, and what its template is or was. */
export interface StackTemplate {
  /** Its construct's path, by which `cdk deploy` selects it: `example.com/Website`. */
  readonly path: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly template: AnyTemplate;
}

/** What makes two stacks the same one to CloudFormation. */
export function identityOf({ account, region, stackName }: Omit<StackTemplate, 'template'>): string {
  return `${account} ${region} ${stackName}`;
}
