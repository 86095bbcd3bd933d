import * as fs from 'node:fs';
import * as path from 'node:path';
import { Validations } from 'aws-cdk-lib';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { errorMessage } from '../error-message';
import type { Acknowledgement, AssemblySource, StackSource, Template } from './assembly-source';

/** A directory that holds no synthesized app, or one of which a part cannot be read. */
export class UnreadableAssemblyError extends Error {}

/**
 * Reads what `cdk synth` wrote to a directory.
 *
 * @throws UnreadableAssemblyError when there is no stack in it, or anything cannot be read
 * @see https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-app
 */
export function readAssembly(directory: string): AssemblySource {
  try {
    const assembly = new cxapi.CloudAssembly(directory);
    const stacks = assembly.stacksRecursively;
    if (stacks.length === 0) {
      throw new Error('it has no stack');
    }
    return {
      stacks: stacks.map((stack) => stackSource(stack, directory)),
      acknowledgements: stacks.flatMap(acknowledgementsIn),
      assets: new Map(withNested(assembly).flatMap(assetsOf)),
    };
  } catch (error) {
    throw new UnreadableAssemblyError(
      `${directory} must hold a synthesized app (npm run synth), got: ${errorMessage(error)}`,
    );
  }
}

function stackSource(stack: cxapi.CloudFormationStackArtifact, directory: string): StackSource {
  const { account, region } = stack.environment;
  const template = stack.template as Template | null;
  if (typeof template?.Resources !== 'object') {
    throw new Error(`${stack.templateFile} has no Resources`);
  }
  const logicalIds = stack
    .findMetadataByType('aws:cdk:logicalId')
    .map(({ path: construct, data }) => ({ id: data as string, construct }));
  return {
    path: stack.hierarchicalId,
    stackName: stack.stackName,
    account: account === cxapi.UNKNOWN_ACCOUNT ? undefined : account,
    region: region === cxapi.UNKNOWN_REGION ? undefined : region,
    templateFile: path.relative(directory, stack.templateFullPath),
    template,
    constructPaths: new Map(logicalIds.map(({ id, construct }) => [id, construct.slice(1)])),
    createdAt: new Map(logicalIds.flatMap(({ id, construct }) => firstFrame(stack.metadata[construct], id))),
    dependencies: stack.dependencies
      .filter((artifact) => artifact instanceof cxapi.CloudFormationStackArtifact)
      .map((dependency) => dependency.hierarchicalId),
  };
}

/** The innermost place of our own code on the stack that created a construct; what libraries add has none. */
function firstFrame(metadata: { type: string; data?: unknown }[] = [], id: string): [string, string][] {
  const frames = metadata.find(({ type }) => type === 'aws:cdk:creationStack')?.data;
  const places = (Array.isArray(frames) ? (frames as string[]) : []).map(
    (frame) => /\((.+:\d+:\d+)\)$/.exec(frame)?.[1],
  );
  const first = places.find((place) => place && !place.includes('node_modules'));
  return first ? [[id, first]] : [];
}

function acknowledgementsIn(stack: cxapi.CloudFormationStackArtifact): Acknowledgement[] {
  return stack.findMetadataByType(Validations.ACKNOWLEDGED_RULES_METADATA_KEY).flatMap(({ path: construct, data }) =>
    Object.entries(data as unknown as Record<string, string>).map(([id, reason]) => ({
      path: construct.slice(1),
      id,
      reason,
    })),
  );
}

function withNested(assembly: cxapi.CloudAssembly): cxapi.CloudAssembly[] {
  return [assembly, ...assembly.nestedAssemblies.flatMap((nested) => withNested(nested.nestedAssembly))];
}

function assetsOf(assembly: cxapi.CloudAssembly): [string, string][] {
  return assembly.artifacts
    .filter((artifact) => cxapi.AssetManifestArtifact.isAssetManifestArtifact(artifact))
    .flatMap(({ contents }) => Object.values(contents.files ?? {}))
    .flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }): [string, string] => [
        objectKey,
        path.join(assembly.directory, source.path ?? ''),
      ]),
    )
    .filter(([, file]) => fs.existsSync(file));
}
