import { tokensOf } from './documents';
import { simpleCommands } from './simple-commands';

/** A command as a document has it. */
export interface DocumentedCommand {
  /** `README.md:31`. */
  readonly where: string;
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Named in a sentence, with flags at most: what it is about is left out. */
  readonly isMention: boolean;
}

const SHELLS = ['sh', 'bash', 'console'];

/** Languages that no command is in; output of a command has none. */
const OTHER_LANGUAGES = ['', 'json', 'ts', 'mermaid'];

/** The languages of the blocks of a text that nobody would look for commands in. */
export function unknownLanguages(text: string): string[] {
  return tokensOf(text)
    .filter(
      ({ type, info }) => ['fence', 'code_block'].includes(type) && ![...SHELLS, ...OTHER_LANGUAGES].includes(info),
    )
    .map(({ info }) => info);
}

/**
 * Every command of a text: all lines of a shell's block, the lines of other output that begin with a program, and what
 * is code in a sentence and begins with a program or has options.
 *
 * @param programs that are known
 */
export function commandsOf(file: string, text: string, programs: readonly string[]): DocumentedCommand[] {
  const begins = new RegExp(`^(\\$ )?(${programs.join('|')})( |$)`);
  let line = 0;
  return tokensOf(text).flatMap((token) => {
    // the cells of a table have no line of their own
    line = token.map?.[0] ?? line;
    const command = (code: string, offset: number, isInline: boolean): DocumentedCommand[] =>
      simpleCommands(code).map((words) => ({
        where: `${file}:${line + offset + 1}`,
        words,
        isMention:
          isInline && !words.some((word, index) => words[index - 1]?.startsWith('--') && !word.startsWith('--')),
      }));
    if (token.type === 'fence' && SHELLS.includes(token.info)) {
      // lines that go on count as the first
      const lines = token.content.replace(/\\\n/g, ' ').split('\n');
      return lines.flatMap((code, index) => command(code, index + 1, false));
    }
    if (['fence', 'code_block'].includes(token.type) && token.info === '') {
      const lines = token.content.split('\n').map((code) => code.trim());
      const first = token.type === 'fence' ? 1 : 0;
      return lines.flatMap((code, index) => (begins.test(code) ? command(code, index + first, false) : []));
    }
    const codes = (token.children ?? []).filter(({ type }) => type === 'code_inline').map(({ content }) => content);
    return codes
      .filter((code) => (code.includes(' ') && begins.test(code)) || /^[a-z][\w-]* ([^`]* )?--?[a-z]/.test(code))
      .flatMap((code) => command(code, 0, true));
  });
}
