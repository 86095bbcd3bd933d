import { parse } from 'shell-quote';

/**
 * The commands of a line of shell, each its words: without a prompt, comments, and where their output goes. A variable stays
 * `$NAME`, a placeholder like `<directory>` is a word.
 */
export function simpleCommands(line: string): string[][] {
  const entries = parse(line.replace(/^\s*\$ /, '').replace(/<([\w-]+)>/g, '$1'), (name: string) => `$${name}`);
  const commands: string[][] = [[]];
  let isFile = false;
  for (const entry of entries) {
    if (typeof entry !== 'string' && 'comment' in entry) {
      continue;
    }
    if (typeof entry !== 'string' && entry.op !== 'glob') {
      isFile = ['>', '>>', '<'].includes(entry.op);
      if (!isFile) {
        commands.push([]);
      }
      continue;
    }
    if (!isFile) {
      commands.at(-1)?.push(typeof entry === 'string' ? entry : (entry as { pattern: string }).pattern);
    }
    isFile = false;
  }
  return commands.filter((words) => words.length > 0);
}
