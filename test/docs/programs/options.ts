/** An option of a program, by what its own registry says. */
export interface KnownOption {
  readonly type?: string;
  readonly alias?: string | readonly string[];
  readonly choices?: readonly unknown[];
}

/**
 * Reads arguments by a list of options as yargs has it.
 *
 * @returns what is wrong, and what is no option
 */
export function readOptions(
  args: readonly string[],
  options: Readonly<Record<string, KnownOption>>,
): { problems: string[]; others: string[] } {
  const problems: string[] = [];
  const others: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, given] = /^--?([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) {
      others.push(word);
      continue;
    }
    const option = find(name, options);
    if (!option) {
      problems.push(`has no option ${word}`);
    } else if (option.type !== 'boolean') {
      const value = given ?? rest.shift();
      if (value === undefined || (option.choices && !option.choices.includes(value))) {
        problems.push(`${word} must be ${option.choices?.join(', ') ?? 'given a value'}, got: ${value}`);
      }
    }
  }
  return { problems, others };
}

function find(name: string, options: Readonly<Record<string, KnownOption>>): KnownOption | undefined {
  const named = Object.entries(options).find(([id, { alias = [] }]) =>
    [id, ...[alias].flat()].some((known) => known === name || dashed(known) === name),
  )?.[1];
  const opposite = name.startsWith('no-') ? options[name.slice(3)] : undefined;
  return named ?? (opposite?.type === 'boolean' ? opposite : undefined);
}

/** `testPathPatterns` as `test-path-patterns`. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
