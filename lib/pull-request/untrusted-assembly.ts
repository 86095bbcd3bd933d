import * as fs from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod';
import type { StackTemplate } from './stack-template';

/** Bytes. CloudFormation takes templates of 1 MB; a manifest lists every asset. */
const LARGEST_FILE = 8 * 1024 * 1024;
/** An assembly with more is none of this app's. */
const MOST_STACKS = 200;
/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;

const artifact = z.object({
  type: z.string(),
  environment: z.string().optional(),
  displayName: z.string().optional(),
  properties: z.object({ templateFile: z.string(), stackName: z.string().optional() }).partial().optional(),
});
const manifest = z.object({ artifacts: z.record(z.string(), artifact) });
const resources = z
  .record(z.string(), z.looseObject({ Type: z.string() }))
  .refine((all) => Object.keys(all).length <= MOST_RESOURCES, `must be ${MOST_RESOURCES} at most`);
const template = z.looseObject({ Resources: resources });

/**
 * The stacks of an assembly that somebody else may have made, such as a pull request from a fork: read as data, and nothing
 * outside of its directory.
 *
 * @throws Error that says which file will not do
 * @see https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-app
 */
export function stacksOfUntrusted(directory: string): StackTemplate[] {
  try {
    const { artifacts } = checked(manifest, 'manifest.json', read(directory, 'manifest.json'));
    const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
    if (stacks.length === 0 || stacks.length > MOST_STACKS) {
      throw new Error(`it has ${stacks.length} stacks`);
    }
    return stacks.map(([id, { environment = '', displayName, properties }]) => {
      const [, account = '', region = ''] = /^aws:\/\/(\d{12})\/([a-z0-9-]+)$/.exec(environment) ?? [];
      if (!region || properties?.templateFile === undefined) {
        throw new Error(`its stack ${id} has no account, Region or template`);
      }
      return {
        path: displayName ?? id,
        stackName: properties.stackName ?? id,
        account,
        region,
        template: checked(template, properties.templateFile, read(directory, properties.templateFile)),
      };
    });
  } catch (error) {
    throw new Error(`${directory} must hold a synthesized app (npm run synth)`, { cause: error });
  }
}

function checked<Shape>(schema: z.ZodType<Shape>, name: string, value: unknown): Shape {
  const { data, error } = schema.safeParse(value);
  if (error) {
    throw new Error(`${name} is not as the CDK writes it: ${z.prettifyError(error).split('\n')[0]}`);
  }
  return data;
}

function read(directory: string, name: string): unknown {
  if (path.basename(name) !== name) {
    throw new Error(`its file ${name} is outside of it`);
  }
  const file = path.join(directory, name);
  const found = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    throw new Error(`it has no file ${name}`);
  }
  if (found.size > LARGEST_FILE) {
    throw new Error(`its ${name} has ${found.size} bytes, more than ${LARGEST_FILE}`);
  }
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${name} is no JSON`, { cause: error });
  }
}
