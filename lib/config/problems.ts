import { inspect } from 'node:util';
import type { z } from 'zod';
import type { Problem } from './rules';

/** Says what is wrong with the configuration, and how to mend it: every problem, a line each. */
export class SiteConfigError extends Error {
  override readonly name = 'SiteConfigError';

  /** @param subject what is configured */
  constructor(
    readonly problems: readonly string[],
    subject = 'the sites',
  ) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`the configuration of ${subject} has ${count}:`, ...problems].join('\n  - '));
  }
}

/**
 * What zod has found.
 *
 * @param fields file that documents them
 */
export function fieldProblems(error: z.ZodError, config: unknown, fields: string): Problem[] {
  return error.issues.flatMap((issue): Problem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => {
          const path = [...issue.path, key];
          return {
            path,
            rule: `must be a documented field (see ${fields})`,
            value: valueAt(config, path),
          };
        })
      : [{ path: issue.path, rule: issue.message, value: valueAt(config, issue.path) }],
  );
}

function valueAt(config: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], config);
}

/** A problem in a line, which begins with the field as the file has it: `sites[0].account must …`. */
export function describe(root: string, { path, rule, value }: Problem): string {
  const field = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const got = typeof value === 'string' ? JSON.stringify(value) : inspect(value, { depth: 1, breakLength: Infinity });
  return `${root}${field} ${rule}, got: ${got}`;
}
