import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type StackResource,
} from '@aws-sdk/client-cloudformation';
import type { Clients } from '../clients';

export type Properties = Record<string, unknown>;

/** A stack as it was synthesized and as it was deployed. */
export interface DeployedStack {
  readonly name: string;
  readonly region: string;
  readonly resources: Record<string, { readonly Type: string; readonly Properties?: Properties }>;
  /** Physical ids by logical ids. */
  readonly ids: Record<string, string>;
}

interface Manifest {
  readonly artifacts: Record<
    string,
    { type: string; environment: string; properties: { stackName: string; templateFile: string } }
  >;
}

/** The stacks of a cloud assembly, all of which must be deployed. */
export async function deployedStacks(assembly: string, aws: Clients): Promise<DeployedStack[]> {
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(assembly, file), 'utf8')) as unknown;
  const stacks = Object.values((read('manifest.json') as Manifest).artifacts).filter(
    ({ type }) => type === 'aws:cloudformation:stack',
  );
  return Promise.all(
    stacks.map(async ({ environment, properties: { stackName, templateFile } }) => {
      const region = path.basename(environment);
      const deployed = await aws
        .cloudFormation(region)
        .send(new DescribeStackResourcesCommand({ StackName: stackName }));
      const ids = (deployed.StackResources ?? []).map((each: StackResource) => [
        String(each.LogicalResourceId),
        String(each.PhysicalResourceId),
      ]);
      const { Resources } = read(templateFile) as { Resources: DeployedStack['resources'] };
      return { name: stackName, region, resources: Resources, ids: Object.fromEntries(ids) as Record<string, string> };
    }),
  );
}

/** The outputs of a stack by their keys. */
export async function outputsOf(aws: Clients, region: string, name: string): Promise<Record<string, string>> {
  const { Stacks = [] } = await aws.cloudFormation(region).send(new DescribeStacksCommand({ StackName: name }));
  const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
  return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [String(OutputKey), String(OutputValue)]));
}
