import s3Actions from './s3-actions.json';
import { matches } from './statements';

/** Actions of S3 on objects, on buckets, and on neither, in lower case. */
const OBJECT_ACTIONS = s3Actions.object.map((name) => `s3:${name.toLowerCase()}`);
const BUCKET_ACTIONS = s3Actions.bucket.map((name) => `s3:${name.toLowerCase()}`);
const OTHER_ACTIONS = s3Actions.other.map((name) => `s3:${name.toLowerCase()}`);

function some(actions: readonly string[], pattern: string): boolean {
  return actions.some((action) => matches(pattern.toLowerCase(), action));
}

/** Whether a pattern names an action on objects. */
export function isObjectAction(pattern: string): boolean {
  return some(OBJECT_ACTIONS, pattern);
}

/** Whether a pattern names an action on buckets. */
export function isBucketAction(pattern: string): boolean {
  return some(BUCKET_ACTIONS, pattern);
}

/** Whether a pattern names an action of S3. */
export function isS3Action(pattern: string): boolean {
  return isObjectAction(pattern) || isBucketAction(pattern) || some(OTHER_ACTIONS, pattern);
}

/** Actions of S3 that a pattern names, in lower case. */
export function s3ActionsOf(pattern: string): string[] {
  return [...OBJECT_ACTIONS, ...BUCKET_ACTIONS, ...OTHER_ACTIONS].filter((action) =>
    matches(pattern.toLowerCase(), action),
  );
}
