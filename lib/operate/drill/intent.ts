import { ChangeTagsForResourceCommand, ListTagsForResourceCommand } from '@aws-sdk/client-route-53';
import type { Aws } from '../aws';

/** What a drill means to do, written on the health check before anything changes: whoever finds it can undo the drill. */
export interface Intent {
  /** Tells one drill from another. */
  readonly id: string;
  /** Whether the health check was inverted before, and is to be again. */
  readonly inverted: boolean;
  /** Of the health check when the drill found it: the drill can change it only while it is still this one. */
  readonly version: number;
  /** When the drill began. */
  readonly since: Date;
  /** Who began it, and where: `ops@laptop`. */
  readonly by: string;
}

/** Key of the tag. */
export const INTENT_TAG = 'failover:drill';

/** Tags hold letters, digits, spaces and `_.:/=+-@`, and no more than 256 of them. */
const FORM = /^id=(\S+) restore=(inverted|not-inverted) version=(\d+) since=(\S+) by=(.+)$/;
const NAME = 100;

/** Somebody else wrote the tag. */
export class UnreadableIntent extends Error {
  constructor(value: string) {
    super(`the tag ${INTENT_TAG} of the health check must be one that a drill wrote, got: ${value}`);
  }
}

/**
 * What an unfinished drill has left on the health check; `undefined` when there is none.
 *
 * @throws Error of the SDK; UnreadableIntent when the tag is none that a drill writes
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTagsForResource.html
 */
export async function readIntent(aws: Aws, healthCheckId: string): Promise<Intent | undefined> {
  const asked = new ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: healthCheckId });
  const { ResourceTagSet } = await aws.route53.send(asked);
  const value = ResourceTagSet?.Tags?.find(({ Key }) => Key === INTENT_TAG)?.Value;
  return value === undefined ? undefined : parsed(value);
}

function parsed(value: string): Intent {
  const [, id, restore, version, since, by] = FORM.exec(value) ?? [];
  if (id === undefined || since === undefined || by === undefined || Number.isNaN(Date.parse(since))) {
    throw new UnreadableIntent(value);
  }
  return { id, inverted: restore === 'inverted', version: Number(version), since: new Date(since), by };
}

/** @throws Error of the SDK */
export async function writeIntent(aws: Aws, healthCheckId: string, intent: Intent): Promise<void> {
  const { id, inverted, version, since, by } = intent;
  const restore = inverted ? 'inverted' : 'not-inverted';
  const who = by.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, '-').slice(0, NAME);
  const Value = `id=${id} restore=${restore} version=${version} since=${since.toISOString()} by=${who}`;
  await changeTags(aws, healthCheckId, { AddTags: [{ Key: INTENT_TAG, Value }] });
}

/** @throws Error of the SDK */
export async function removeIntent(aws: Aws, healthCheckId: string): Promise<void> {
  await changeTags(aws, healthCheckId, { RemoveTagKeys: [INTENT_TAG] });
}

async function changeTags(
  aws: Aws,
  ResourceId: string,
  change: { AddTags?: { Key: string; Value: string }[]; RemoveTagKeys?: string[] },
): Promise<void> {
  await aws.route53.send(new ChangeTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId, ...change }));
}
