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
    // what a stack has as its metadata is read from a file whenever it is asked for
    const stacks = assembly.stacksRecursively.map((stack) => ({ stack, metadata: entriesOf(stack.metadata) }));
    if (stacks.length === 0) {
      throw new Error('it has no stack');
    }
    return {
      stacks: stacks.map(({ stack, metadata }) => stackSource(stack, metadata, directory)),
      acknowledgements: stacks.flatMap(({ metadata }) => acknowledgementsIn(metadata)),
      assets: new Map(withNested(assembly).flatMap(assetsOf)),
    };
  } catch (error) {
    throw new UnreadableAssemblyError(
      `${directory} must hold a synthesized app (npm run synth), got: ${errorMessage(error)}`,
    );
  }
}

interface MetadataEntry {
  /** Path of the construct, which begins with a slash. */
  readonly construct: string;
  readonly type: string;
  readonly data?: unknown;
}

function entriesOf(metadata: cxapi.CloudArtifact['metadata']): MetadataEntry[] {
  return Object.entries(metadata).flatMap(([construct, entries]) =>
    entries.map(({ type, data }) => ({ construct, type, data })),
  );
}

function stackSource(
  stack: cxapi.CloudFormationStackArtifact,
  metadata: readonly MetadataEntry[],
  directory: string,
): StackSource {
  const { account, region } = stack.environment;
  const template = stack.template as Template | null;
  if (typeof template?.Resources !== 'object') {
    throw new Error(`${stack.templateFile} has no Resources`);
  }
  const logicalIds = metadata.filter(({ type }) => type === 'aws:cdk:logicalId');
  const frames = new Map(
    metadata.filter(({ type }) => type === 'aws:cdk:creationStack').map(({ construct, data }) => [construct, data]),
  );
  return {
    path: stack.hierarchicalId,
    stackName: stack.stackName,
    account: account === cxapi.UNKNOWN_ACCOUNT ? undefined : account,
    region: region === cxapi.UNKNOWN_REGION ? undefined : region,
    templateFile: path.relative(directory, stack.templateFullPath),
    template,
    constructPaths: new Map(logicalIds.map(({ data: id, construct }) => [String(id), construct.slice(1)])),
    createdAt: new Map(
      logicalIds.flatMap(({ data: id, construct }): [string, string][] => {
        const place = firstPlace(frames.get(construct));
        return place ? [[String(id), place]] : [];
      }),
    ),
    dependencies: stack.dependencies
      .filter((artifact) => artifact instanceof cxapi.CloudFormationStackArtifact)
      .map((dependency) => dependency.hierarchicalId),
  };
}

/** The innermost place of our own code on the stack that created a construct; what libraries add has none. */
function firstPlace(frames: unknown): string | undefined {
  return (Array.isArray(frames) ? (frames as string[]) : [])
    .map((frame) => /\((.+:\d+:\d+)\)$/.exec(frame)?.[1])
    .find((place) => place && !place.includes('node_modules'));
}

function acknowledgementsIn(metadata: readonly MetadataEntry[]): Acknowledgement[] {
  return metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ construct, data }) =>
      Object.entries(data as Record<string, string>).map(([id, reason]) => ({ path: construct.slice(1), id, reason })),
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
