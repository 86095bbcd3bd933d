const WIDTH = 80;

/** Lines that are commands: they stay what a shell takes. */
const COMMAND = /^(aws|npx|npm) /;

/**
 * Lines no wider than a terminal, where their words allow it, behind a label and below it.
 *
 * A command goes on in the next line by a backslash, as a shell reads it; what has quotes is left whole.
 */
export function wrapped(label: string, text: string): string {
  const room = WIDTH - label.length;
  const lines = text.split('\n').flatMap((line) => (COMMAND.test(line) ? commandLines(line, room) : fold(line, room)));
  return lines.map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line).join('\n');
}

function commandLines(command: string, room: number): string[] {
  if (command.length <= room || /['"]/.test(command)) {
    return [command];
  }
  const lines = fold(command, room - 4);
  return lines.map((line, index) => (index === 0 ? '' : '  ') + line + (index < lines.length - 1 ? ' \\' : ''));
}

function fold(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
