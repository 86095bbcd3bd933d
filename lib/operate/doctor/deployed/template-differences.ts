import { isDeepStrictEqual } from 'node:util';

/** A template as JSON, whatever its sections hold. */
export type AnyTemplate = Readonly<Record<string, unknown>>;

export interface Differences {
  /** What differs: logical ids of resources, and `<section>.<name>` of the rest. */
  readonly changed: readonly string[];
  /** Whether only the hashes of assets differ: other files, deployed in the same way. */
  readonly onlyAssets: boolean;
}

/** Written by the CLI beside a construct, or not: they deploy nothing. */
const TOLD_BY_CLI = /^aws:(cdk|asset):/;

/** The only thing that tells one asset from another. */
const HASH = /\b[0-9a-f]{64}\b/g;

/**
 * How two templates differ in what they deploy, as CloudFormation gives them back: it replaces every character beyond
 * ASCII by a question mark.
 *
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/814
 */
export function differences(deployed: AnyTemplate, synthesized: AnyTemplate): Differences {
  const [before, after] = [deployed, synthesized].map((template) =>
    JSON.stringify(template).replace(/[^\0-\x7f]/gu, '?'),
  );
  const changed = unequal(parts(before), parts(after));
  const masked = unequal(parts(before?.replace(HASH, 'asset')), parts(after?.replace(HASH, 'asset')));
  return { changed, onlyAssets: changed.length > 0 && masked.length === 0 };
}

function unequal(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(before.get(name), after.get(name)));
}

/** What is deployed, each part under its name. */
function parts(text = '{}'): Map<string, unknown> {
  const sections = Object.entries(JSON.parse(text) as Record<string, unknown>);
  const named = sections.flatMap(([section, content]): [string, unknown][] =>
    typeof content === 'object' && content !== null
      ? Object.entries(content).map(([name, part]) => [section === 'Resources' ? name : `${section}.${name}`, part])
      : [[section, content]],
  );
  return new Map(
    named.filter(([name, part]) => !isTelemetry(name, part)).map(([name, part]) => [name, withoutNotes(part)]),
  );
}

/** @see https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html */
function isTelemetry(name: string, part: unknown): boolean {
  return (
    name === 'Conditions.CDKMetadataAvailable' || (part as { Type?: unknown } | null)?.Type === 'AWS::CDK::Metadata'
  );
}

function withoutNotes(part: unknown): unknown {
  const { Metadata, ...rest } = Object(part) as { Metadata?: object };
  if (Metadata === undefined) {
    return part;
  }
  const told = Object.entries(Metadata).filter(([name]) => !TOLD_BY_CLI.test(name));
  return told.length > 0 ? { ...rest, Metadata: Object.fromEntries(told) } : rest;
}
